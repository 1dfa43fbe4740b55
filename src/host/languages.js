// The language of the page. Each WebAssembly module of the console has texts and a memory of its own, but this script is one
// for all of them.

const key = "crosslink.language";
let choice;
let locale = "en-GB";
let texts = {};
let failures = 0;

/** How long a language may take: a page in another one is better than none. */
const patience = 4000;

try {
  choice = localStorage.getItem(key);
} catch {
  // Where storage is forbidden, a choice lives as long as the page.
}

/** The tag of the language that somebody chose here; nothing where nobody did. */
export const chosen = () => choice ?? undefined;

/** Keeps a choice; none where the tag is empty. */
export function keep(tag) {
  choice = tag || undefined;
  try {
    if (tag) localStorage.setItem(key, tag);
    else localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

/** The tags of the languages that are wanted, the most wanted first, with blanks between them. */
export const wanted = (culture) => [choice, culture, ...navigator.languages].filter(Boolean).join(" ");

async function load(language) {
  // The browser remembers an import that failed; another address is another attempt.
  const again = failures ? `?again=${failures}` : "";
  const script = import(new URL(`vendor/languages/${language}.js${again}`, document.baseURI));
  const late = new Promise((_, reject) => setTimeout(reject, patience));
  try {
    return (await Promise.race([script, late])).default;
  } catch (error) {
    failures += 1;
    throw error;
  }
}

/**
 * Takes up a language, for dates and numbers of a locale. Throws where its texts don't come. They are a script, because scripts
 * have the right type wherever extensions are served from, and the page's content security policy allows them.
 */
export async function take(language, tag) {
  texts = language === "en" ? {} : await load(language);
  locale = tag;
  // For screen readers, hyphenation and fonts.
  document.documentElement.lang = tag;
}

/** The tag of the language that was taken up, followed by the names and texts of it in turn. */
export const spoken = () => [locale, ...Object.entries(texts).flat()];
/** That tag alone. */
export const spokenTag = () => locale;
