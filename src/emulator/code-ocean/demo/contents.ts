/** The figure of the document's examples: a PNG of 4 by 4 pixels. */
const FIGURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAAGUlEQVR42mNgAAMZi1AGBovCVQwMoav+AwAT7AP7WsRw0QAAAABJRU5ErkJggg==';

export function figure(): Uint8Array {
  return Uint8Array.from(atob(FIGURE), (digit) => digit.charCodeAt(0));
}

/** A table with a row for each name, filled with numbers that look measured and are always the same. */
export function table(columns: readonly string[], rows: readonly string[]): string {
  const lines = rows.map((name, row) =>
    [name, ...columns.slice(1).map((_, column) => measured(row, column))].join(','),
  );
  return [columns.join(','), ...lines, ''].join('\n');
}

function measured(row: number, column: number): string {
  return (Math.abs(Math.sin((row + 1) * 12.9898 + (column + 1) * 78.233)) * 10).toFixed(3);
}

/** `name01`, `name02` … */
export function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}${String(i + 1).padStart(2, '0')}`);
}
