/** What people enter on the portal and the desk shows, in English; the keys are those of zh-portal.ts. */
export const enPortal = {
  place: {
    point: 'Mark on the map',
    datum: 'latitude, longitude ({{datum}})',
    letterBox: 'to {{name}}',
  },
  relation: {
    family: 'Family',
    guardian: 'Guardian',
    lawyer: 'Lawyer or legal worker',
    work: 'Recommended by village, community or workplace',
    other: 'Other relation',
  },
}
