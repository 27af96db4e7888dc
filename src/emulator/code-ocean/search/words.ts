/** A text as it is compared: lower-case words, each between two spaces. */
export function words(text: string): string {
  return ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')} `;
}

/** Whether all words of the phrase stand in the text, one after the other. There are no wildcards: half a word is none. */
export function hasPhrase(text: string, phrase: string): boolean {
  const wanted = words(phrase);
  return wanted.trim() !== '' && words(text).includes(wanted);
}

/** The same for a phrase whose last word may be cut off. */
export function hasBeginning(text: string, phrase: string): boolean {
  const wanted = words(phrase).trimEnd();
  return wanted !== '' && words(text).includes(wanted);
}
