/** What the rest of the program sees of the database connection. */
export { type ConnectionTarget, createPool, type Pool, targetUrl } from './pool.ts'
export { type Tx, type TxContext, type TxOptions, withTx } from './transaction.ts'
