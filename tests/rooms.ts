/**
 * The rooms of src: what each may import besides itself. tests/architecture.test.ts holds the code to it, and
 * tests/documents.test.ts holds the table in ARCHITECTURE.md to it.
 */

export interface Rule {
  /** Rooms that may be imported; "src/core/*" is every room of that floor. */
  readonly folders: readonly string[];
  readonly packages: readonly RegExp[];
  /** Folders that may be imported with `import type` alone. */
  readonly asTypes?: readonly string[];
}

const CORE = "src/core";
const REACT = [/^react$/];
const DRAWING = [/^react$/, /^d3-[a-z-]+$/];
const CHART: Rule = { folders: ["src/core/*", "src/views/charts/frame"], packages: DRAWING };
/** No chapter imports another. */
const CHAPTER: Rule = {
  folders: ["src/core/*", "src/state/*", "src/views", "src/views/charts/*", "src/views/page"],
  packages: REACT,
};

/** Each room: what it may import besides itself. The longest name that a path begins with is its room. */
export const RULES: Readonly<Record<string, Rule>> = {
  "src/core": { folders: [], packages: [] },
  "src/core/pictures": { folders: [CORE], packages: [] },
  "src/core/compare": { folders: [CORE, "src/core/pictures"], packages: [] },
  "src/core/features": { folders: [CORE, "src/core/compare"], packages: [] },
  "src/core/edits": { folders: [CORE], packages: [] },
  "src/core/answers": { folders: [CORE], packages: [] },
  "src/core/transcripts": { folders: [CORE, "src/core/answers", "src/core/pictures"], packages: [] },
  "src/core/office": { folders: [CORE], packages: [] },
  "src/core/monologue": {
    folders: [
      CORE,
      "src/core/compare",
      "src/core/edits",
      "src/core/office",
      "src/core/pictures",
      "src/core/transcripts",
    ],
    packages: [],
  },
  "src/model/files": { folders: [CORE], packages: [] },
  "src/model/tokenizer": { folders: [CORE, "src/model/files"], packages: [/^@huggingface\/(tokenizers|jinja)$/] },
  "src/model/checkpoint": { folders: [CORE, "src/model/files", "src/model/tokenizer"], packages: [] },
  "src/model/reference": { folders: [CORE, "src/core/edits", "src/model/checkpoint"], packages: [] },
  "src/model/graph": {
    folders: [CORE, "src/core/edits", "src/core/features", "src/model/checkpoint", "src/model/reference"],
    packages: [/^protobufjs(\/|$)/],
  },
  "src/model/dictionaries": {
    folders: [CORE, "src/core/features", "src/model/checkpoint", "src/model/files"],
    packages: [],
  },
  "src/model/hosted": {
    folders: [
      CORE,
      "src/core/answers",
      "src/core/office",
      "src/core/pictures",
      "src/core/transcripts",
      "src/model/dictionaries",
      "src/model/files",
    ],
    packages: [],
  },
  "src/model/recordings": {
    folders: [CORE, "src/core/answers", "src/core/compare", "src/core/pictures", "src/model/files"],
    packages: [],
  },
  "src/model/transcripts": { folders: [CORE, "src/core/transcripts", "src/model/files"], packages: [] },
  "src/runtime/engine": { folders: ["src/core/*"], packages: [], asTypes: ["src/model/*"] },
  "src/runtime/device": {
    folders: ["src/core/*", "src/model/*", "src/runtime/engine"],
    packages: [/^onnxruntime-web(\/|$)/],
  },
  "src/runtime/files": {
    folders: ["src/core/*", "src/model/*", "src/runtime/engine"],
    packages: [/^@noble\/hashes\//],
  },
  "src/runtime/models": {
    folders: ["src/core/*", "src/model/*", "src/runtime/device", "src/runtime/files"],
    packages: [],
  },
  "src/runtime/jobs": {
    folders: ["src/core/*", "src/model/*", "src/runtime/files", "src/runtime/models"],
    packages: [],
    asTypes: ["src/runtime/engine"],
  },
  "src/runtime/worker": { folders: ["src/core/*", "src/model/*", "src/runtime/*"], packages: [] },
  // Its worker runs beside that of the models, on a page of its own.
  "src/runtime/transcripts": { folders: ["src/core/*", "src/model/*"], packages: [] },
  "src/state": {
    folders: ["src/core/*", "src/model/*"],
    packages: [/^zustand(\/|$)/],
    asTypes: ["src/runtime/engine"],
  },
  "src/state/edits": { folders: ["src/core/*"], packages: [] },
  "src/state/link": { folders: ["src/core/*", "src/state", "src/state/edits"], packages: [] },
  "src/state/selectors": {
    folders: ["src/core/*", "src/model/*", "src/state", "src/state/edits", "src/state/link"],
    packages: [],
    asTypes: ["src/runtime/engine"],
  },
  "src/state/tasks": {
    folders: ["src/core/*", "src/model/*", "src/state", "src/state/edits", "src/state/link", "src/state/selectors"],
    packages: [],
    asTypes: ["src/runtime/engine"],
  },
  // The table of pictures, and nothing else.
  "src/views": { folders: ["src/core", "src/core/answers"], packages: [] },
  // A picture is drawn apart from the page, with the page's own font, before it is saved.
  "src/views/charts/frame": {
    folders: ["src/core/*", "src/views"],
    packages: [...DRAWING, /^react-dom(\/client)?$/, /^@fontsource-variable\/inter\//],
  },
  "src/views/charts/curves": CHART,
  "src/views/charts/grids": CHART,
  "src/views/charts/latents": CHART,
  "src/views/charts/parts": CHART,
  "src/views/charts/words": CHART,
  // zustand only binds React to the store, in views/page/store.tsx.
  "src/views/page": {
    folders: ["src/core/*", "src/model/recordings", "src/state/*", "src/views", "src/views/charts/*"],
    packages: [/^react$/, /^zustand$/],
  },
  "src/views/chapters/finding": CHAPTER,
  "src/views/chapters/differs": CHAPTER,
  "src/views/chapters/personas": CHAPTER,
  "src/views/chapters/answers": CHAPTER,
  "src/views/chapters/prove": CHAPTER,
  // Parts of a monitor of words, for the page of transcripts and for a story about thoughts.
  "src/views/monitor": {
    folders: ["src/core/*", "src/views", "src/views/charts/*"],
    packages: REACT,
    asTypes: ["src/runtime/transcripts"],
  },
  // A page of its own, without the store.
  "src/views/transcripts": {
    folders: ["src/core/*", "src/state/selectors", "src/views", "src/views/charts/*", "src/views/monitor"],
    packages: REACT,
    asTypes: ["src/runtime/transcripts"],
  },
  "src/views/chapters/scene": CHAPTER,
  "src/views/chapters/ladder": CHAPTER,
  "src/views/chapters/causes": CHAPTER,
  "src/views/chapters/proof": CHAPTER,
  "src/views/chapters/listen": CHAPTER,
  "src/views/chapters/caught": {
    ...CHAPTER,
    folders: [...CHAPTER.folders, "src/views/monitor"],
    asTypes: ["src/runtime/transcripts"],
  },
  "src/views/chapters/hides": {
    ...CHAPTER,
    folders: [...CHAPTER.folders, "src/views/monitor"],
    asTypes: ["src/runtime/transcripts"],
  },
  "src/views/chapters/used": CHAPTER,
  "src/app": {
    folders: [
      "src/core/*",
      "src/model/*",
      "src/runtime/engine",
      "src/runtime/files",
      "src/runtime/transcripts",
      "src/runtime/worker",
      "src/state/*",
      "src/views/*",
    ],
    packages: [/./],
  },
};
