/** Random numbers that are the same for the same seed. */
export interface Random {
  /** 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** A whole number from `min` to `max`, both inclusive. */
  integer(min: number, max: number): number;
  /** `length` hexadecimal digits. */
  hex(length: number): string;
  /** Shaped like a real version 4 UUID. */
  uuid(): string;
  /** Where the sequence stands, for a snapshot. */
  state: number;
}

/** A sequence of its own for every purpose: a fault that draws a number must not change the ids that come after it. */
export function createRandom(seed: string | number, purpose: string): Random {
  let state = hash(`${seed}/${purpose}`);
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const hex = (length: number) => {
    let digits = '';
    while (digits.length < length) digits += ((next() * 2 ** 32) >>> 0).toString(16).padStart(8, '0');
    return digits.slice(0, length);
  };
  return {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    hex,
    uuid() {
      const d = hex(32);
      const variant = '89ab'.charAt(Math.floor(next() * 4));
      return `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-${variant}${d.slice(17, 20)}-${d.slice(20)}`;
    },
    get state() {
      return state;
    },
    set state(value) {
      state = value;
    },
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}
