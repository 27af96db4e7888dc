/**
 * Comments as an editor shows them best: sentences first, then the facts. openapi-typescript puts the description
 * behind a tag that neither editors nor typedoc know, and after the format.
 */
export function readableComments(text: string): string {
  return text.replaceAll(/^( *)\/\*\*[^]*?\*\/\n/gm, (comment, margin: string) => {
    const parts = partsOf(comment);
    const sentences = [...parts.plain, ...parts.tagged.description];
    const facts = [
      ...parts.format,
      ...parts.tagged.deprecated,
      ...parts.tagged.default,
      ...parts.tagged.example,
    ];
    const [first, ...others] = sentences;
    const lines = first === undefined ? facts : [first, ...others.flatMap((line) => ['', line]), ...facts];
    if (lines.length === 0) return '';
    const [only] = lines;
    if (only !== undefined && lines.length === 1 && !only.includes('\n')) return `${margin}/** ${only} */\n`;
    const body = lines.join('\n').split('\n');
    return `${margin}/**\n${body.map((line) => `${margin} *${line && ` ${line}`}\n`).join('')}${margin} */\n`;
  });
}

interface Parts {
  readonly plain: string[];
  readonly format: string[];
  readonly tagged: Record<'description' | 'deprecated' | 'default' | 'example', string[]>;
}

/** A part is a line and those that continue it, which openapi-typescript indents. */
function partsOf(comment: string): Parts {
  const parts: Parts = {
    plain: [],
    format: [],
    tagged: { description: [], deprecated: [], default: [], example: [] },
  };
  const lines = comment
    .replace(/^ *\/\*\*\s?/, '')
    .replace(/\s*\*\/\n$/, '')
    .split('\n')
    .map((line) => line.replace(/^ *\* ?/, ''));
  let current = parts.plain;
  for (const line of lines) {
    if (line.startsWith('    ') || line === '') {
      const last = current.pop();
      if (last !== undefined) current.push(`${last}\n${line.trim()}`.trimEnd());
      continue;
    }
    const [, tag = '', rest = ''] = /^@(\w+) ?(.*)$/.exec(line) ?? [];
    if (line.startsWith('Format: ')) current = add(parts.format, line);
    else if (tag === 'description') current = add(parts.tagged.description, rest);
    else if (tag === 'deprecated' || tag === 'default' || tag === 'example')
      current = add(parts.tagged[tag], line);
    else if (tag === '') current = add(parts.plain, line);
    else current = [];
  }
  return parts;
}

function add(list: string[], part: string): string[] {
  list.push(part);
  return list;
}
