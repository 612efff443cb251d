/**
 * The page of the reader's own transcripts, at an address of its own: nothing of it is part of the page of models, and
 * no model is part of it.
 */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./styles/main.css";
import "./App.css";
import { createRoot } from "react-dom/client";
import { writePicture } from "../model/recordings/picture";
import { trustOwnScripts } from "../runtime/engine/trustedScripts";
import { notComputed, type Surroundings, SurroundingsProvider } from "../views/charts/frame/exports";
import { pictureName } from "../views/pictures";
import { TranscriptsPage } from "../views/transcripts/TranscriptsPage";
import icon from "./icon.svg";
import { ThemeButton } from "./ThemeButton";
import { startRules } from "./transcriptWorker";

/** Of package.json; the build writes it in. */
declare const __PAGE_VERSION__: string;

const SAMPLE = "samples/sheets.jsonl";

async function sample() {
  const response = await fetch(new URL(SAMPLE, document.baseURI));
  if (!response.ok) throw new Error(`The host answered ${response.status}.`);
  return { name: "sheets.jsonl (the page’s sample)", blob: await response.blob() };
}

const surroundings: Surroundings = {
  version: __PAGE_VERSION__,
  // The runs are in no link: they never leave the page.
  link: () => window.location.href,
  json: ({ id, part, title, subject, table }, caption) => {
    if (!table) throw notComputed();
    const link = window.location.href;
    return writePicture({ id: pictureName(id, part), title, caption, subject, page: __PAGE_VERSION__, link, table });
  },
};

function Page() {
  return (
    <SurroundingsProvider value={surroundings}>
      <header className="masthead">
        <a className="wordmark" href="./" aria-label="Unmask: start page">
          <img src={icon} alt="" width="28" height="28" />
          Unmask
        </a>
        <nav aria-label="Page">
          <ThemeButton />
        </nav>
      </header>
      <main>
        <TranscriptsPage start={startRules} sample={sample} version={__PAGE_VERSION__} />
      </main>
      <footer className="foot">
        <p>
          A monitor of words finds what is said aloud. A model that thinks nothing suspicious need not be honest: it may
          hide, or not use its thoughts at all. <a href="./">To the page of models</a>
        </p>
      </footer>
    </SurroundingsProvider>
  );
}

trustOwnScripts();
const root = document.getElementById("root");
if (root) createRoot(root).render(<Page />);
