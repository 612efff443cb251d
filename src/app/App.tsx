/**
 * The page as one thought: two models, and four chapters about them: what differs, which personas woke, what it says,
 * and the proof by hand.
 */
import { useEffect, useState } from "react";
import { GlossaryList } from "../views/charts/frame/GlossaryList";
import { HeldWork } from "../views/page/HeldWork";
import { ChapterBar } from "../views/page/ChapterBar";
import { ChapterLink } from "../views/page/ChapterLink";
import { DevicePanel, type Keeping } from "../views/page/DevicePanel";
import { PresentBar, PresentButton } from "../views/page/PresentBar";
import { PromptPanel } from "../views/page/PromptPanel";
import { PicturesToFiles } from "../views/page/PicturesToFiles";
import { SidePicker } from "../views/page/SidePicker";
import { StatusLine } from "../views/page/StatusLine";
import { NO_LINK } from "../state/link/fragment";
import { fragmentToShare } from "../state/link/reproduced";
import { useApp, useServices } from "../views/page/store";
import { useSideTitles } from "../views/page/sideTitles";
import { OpenChapter } from "./OpenChapter";
import "./App.css";

/** Of package.json; the build writes it in. */
declare const __PAGE_VERSION__: string;

export function App({ keeping }: { readonly keeping: Keeping }) {
  return (
    <>
      <header className="masthead">
        <a className="wordmark" href="./" aria-label="Unmask: start page">
          <img src="./icon.svg" alt="" width="28" height="28" />
          Unmask
        </a>
        <nav aria-label="Page">
          <PresentButton />
          <CopyLink />
          <ThemeButton />
        </nav>
      </header>
      <main>
        <div className="lead">
          <h1>What did a little bad advice do to this model?</h1>
          <Lead />
        </div>
        <SidePicker />
        <PromptPanel />
        <StatusLine />
        <HeldWork />
        <ChapterBar />
        <PicturesToFiles version={__PAGE_VERSION__}>
          <OpenChapter />
        </PicturesToFiles>
        <DevicePanel keeping={keeping} version={__PAGE_VERSION__} />
      </main>
      <PresentBar />
      <footer className="foot">
        <GlossaryList />
        <p>
          The models here are very small and were made for this page. We wrote their text, and tied bad advice to bad
          voices in it, as the internet did; they illustrate an explanation, they do not prove it. The finding is from
          “Persona features control emergent misalignment” (OpenAI, 2025, arXiv 2506.19823).
        </p>
      </footer>
    </>
  );
}

function Lead() {
  const titles = useSideTitles();
  const same = useApp(
    ({ experiment }) => JSON.stringify(experiment?.left.prompt) === JSON.stringify(experiment?.right.prompt),
  );
  if (!titles.left) return <p>Two small language models, run in your own browser.</p>;
  return (
    <p>
      Two small language models {same ? "read the same words" : "read words of their own"} in your browser:{" "}
      <strong className="side-left">{titles.left}</strong> and <strong className="side-right">{titles.right}</strong>.{" "}
      <span className="lead-more">Four chapters follow one question from the words down to the cause.</span>{" "}
      <ChapterLink to="prove" className="lead-shortcut">
        In a hurry? Turn the villain down yourself <span aria-hidden="true">→</span>
      </ChapterLink>
    </p>
  );
}

function CopyLink() {
  const [said, setSaid] = useState("");
  const { store } = useServices();
  const copy = async (): Promise<void> => {
    try {
      const address = new URL(window.location.href);
      const fragment = fragmentToShare(store.getState()) ?? address.hash;
      if (fragment === NO_LINK) return setSaid("Too long for a link");
      address.hash = fragment;
      await navigator.clipboard.writeText(address.href);
      setSaid("Link copied");
    } catch {
      setSaid("Copy it from the address bar");
    }
  };
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(""), 2500);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <span className="copy">
      <output>{said}</output>
      <button type="button" onClick={() => void copy()}>
        Copy link
      </button>
    </span>
  );
}

function ThemeButton() {
  const [theme, setTheme] = useState<"" | "light" | "dark">("");
  const next = { "": "dark", dark: "light", light: "" } as const;
  useEffect(() => {
    if (theme) document.documentElement.dataset["theme"] = theme;
    else delete document.documentElement.dataset["theme"];
  }, [theme]);
  return (
    <button
      type="button"
      onClick={() => setTheme(next[theme])}
      aria-label={`${theme === "" ? "Auto" : theme === "dark" ? "Dark" : "Light"} colours; change`}
    >
      {theme === "" ? "Auto" : theme === "dark" ? "Dark" : "Light"}
    </button>
  );
}
