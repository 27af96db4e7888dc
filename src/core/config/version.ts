/** This package's version, as the user agent says it. A test holds it against package.json. */
export const VERSION = '0.1.0';
