declare module 'virtual:api-tables' {
  const tables: import('./apiTables').ApiTables;
  export default tables;
}
