/** A page that shows how full the line is, and updates every two seconds. */
export function statsPage({ capacity, active, waiting, meanSeconds }) {
  const rows = {
    'Sessions at a time': capacity,
    'Slots taken': active,
    'People waiting': waiting,
    'Mean length of a session':
      meanSeconds === undefined ? 'no session has ended yet' : `${Math.round(meanSeconds)} s`,
    'Answered by process': process.pid,
  };
  const cells = Object.entries(rows).map(([name, value]) => `<tr><th>${name}</th><td>${value}</td></tr>`);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta http-equiv="refresh" content="2" />
    <title>How full it is</title>
    <style>
      body { font: 16px/1.6 system-ui, sans-serif; margin: 2rem; color-scheme: light dark; }
      th { text-align: start; padding-inline-end: 2rem; font-weight: 500; }
    </style>
  </head>
  <body>
    <h1>How full it is</h1>
    <table>${cells.join('')}</table>
  </body>
</html>`;
}
