/** What other rooms may see of exchange and batch import. */
export type { ExchangeDeps } from './deps.ts'
export { batchRoutes } from './routes/batches.ts'
export { exchangeRoutes } from './routes/exchange.ts'
export { uploadRoutes } from './routes/upload.ts'
export { runExchange } from './run-exchange.ts'
export { type ImportRunner, startImports } from './runner.ts'
