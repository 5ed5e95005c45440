/** The people of the demo: plainly nobody. */
export const person = (n: number) => [
  {
    role: 'petitioner' as const,
    name: `演示人${n}`,
    // 199 0000 ....: a block that no operator assigns, so that nobody is called.
    phone: `1990000${String(n).padStart(4, '0')}`,
    address: `演示县示范路${n}号`,
  },
]
