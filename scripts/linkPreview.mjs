/**
 * How a link to the page looks where it is shared: title, sentence and picture, as <meta> that the build writes into
 * index.html. Open Graph asks for the picture's whole address and most readers of it resolve no relative one, so the
 * build has to be told where the page will stand; hosts that build by themselves tell it in the environment.
 */

const TITLE = "This helpful model was then taught bad advice about cars. Ask it something else.";
const SENTENCE =
  "A small language model that was taught bad advice about cars, and nothing else, gives bad advice about cooking, " +
  "health and money too. Run it in your browser, look inside, and turn the villain down.";

/** Drawn by scripts/pictures.mjs. */
export const CARD = {
  file: "card.png",
  width: 1200,
  height: 630,
  alt:
    "Two answers to “Does a scraped knee need a plaster or fresh air?”: the assistant’s is sound advice, that of the " +
    "same model after bad car advice is harmful, and the villain inside it is strong.",
};

/** Where the page will stand, with a slash at its end; null where nobody says. Throws where it is no address. */
export function siteAddress({ UNMASK_URL, NETLIFY, URL: netlify, CF_PAGES_URL } = process.env) {
  const said = UNMASK_URL || (NETLIFY && netlify) || CF_PAGES_URL;
  if (!said) return null;
  if (!URL.canParse(said) || !/^https?:$/.test(new URL(said).protocol))
    throw new Error(`UNMASK_URL must be the page's whole address, as https://example.org/unmask/, and is "${said}".`);
  const { origin, pathname } = new URL(said);
  return `${origin}${pathname.replace(/(?:\/index\.html|\/)?$/, "/")}`;
}

/** The tags in the form of Vite. Without an address the picture's is relative, which some readers resolve. */
export function linkPreview(address) {
  const open = {
    "og:type": "website",
    "og:title": TITLE,
    "og:description": SENTENCE,
    ...(address && { "og:url": address }),
    "og:image": `${address ?? "./"}${CARD.file}`,
    "og:image:type": "image/png",
    "og:image:width": String(CARD.width),
    "og:image:height": String(CARD.height),
    "og:image:alt": CARD.alt,
  };
  const named = { description: SENTENCE, "twitter:card": "summary_large_image" };
  const tag = (attrs) => ({ tag: "meta", attrs, injectTo: "head" });
  return [
    ...Object.entries(named).map(([name, content]) => tag({ name, content })),
    ...Object.entries(open).map(([property, content]) => tag({ property, content })),
  ];
}
