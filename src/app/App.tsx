/**
 * The page as one thought: two models, and four chapters about them: what differs, which personas woke, what it says,
 * and the proof by hand.
 */
import { useEffect, useState } from "react";
import type { SideName } from "../core/experiment";
import { say } from "../core/texts";
import { GlossaryList } from "../views/charts/frame/GlossaryList";
import { ChapterBar } from "../views/page/ChapterBar";
import { ChapterLink } from "../views/page/ChapterLink";
import { DevicePanel, type Keeping } from "../views/page/DevicePanel";
import { PresentBar, PresentButton } from "../views/page/PresentBar";
import { PresentStage } from "../views/page/PresentStage";
import { PromptPanel } from "../views/page/PromptPanel";
import { PicturesToFiles } from "../views/page/PicturesToFiles";
import { SidePicker } from "../views/page/SidePicker";
import { PrintedFrom } from "../views/page/PrintedFrom";
import { StatusLine } from "../views/page/StatusLine";
import { NO_LINK } from "../state/link/fragment";
import { fragmentToShare } from "../state/link/reproduced";
import { useApp, useServices } from "../views/page/store";
import { useAskedTitles } from "../views/page/subjects";
import { Readings, useWords } from "../views/page/words";
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
          <Title />
          <Lead />
        </div>
        <SidePicker />
        <PromptPanel />
        <StatusLine />
        <ChapterBar />
        <PicturesToFiles version={__PAGE_VERSION__}>
          <Readings>
            <PresentStage>
              <OpenChapter />
            </PresentStage>
          </Readings>
        </PicturesToFiles>
        <DevicePanel keeping={keeping} version={__PAGE_VERSION__} />
      </main>
      <PresentBar />
      <footer className="foot">
        <GlossaryList />
        <Foot />
        <PrintedFrom version={__PAGE_VERSION__} />
      </footer>
    </>
  );
}

/** Empty until it is known whose models these are: a question about others would stand there for a moment. */
function Title() {
  const words = useWords();
  const known = useApp(({ manifest, failed }) => manifest !== null || failed !== null);
  useEffect(() => {
    if (known) document.title = say(words, "page.tab");
  }, [known, words]);
  return <h1>{known ? say(words, "page.title") : "\u00a0"}</h1>;
}

function Foot() {
  return <p>{say(useWords(), "page.foot")}</p>;
}

function Lead() {
  const words = useWords();
  const titles = useAskedTitles();
  const same = useApp(
    ({ experiment }) => JSON.stringify(experiment?.left.prompt) === JSON.stringify(experiment?.right.prompt),
  );
  if (!titles.left) return <p>Two small language models, run in your own browser.</p>;
  const name = (side: SideName) => <strong className={`side-${side}`}>{titles[side]}</strong>;
  return (
    <p>
      Two small language models {same ? "read the same words" : "read words of their own"} in your browser:{" "}
      {name("left")} and {name("right")}.{" "}
      <span className="lead-more">Four chapters follow one question from the words down to the cause.</span>{" "}
      <ChapterLink to="prove" className="lead-shortcut">
        {say(words, "page.shortcut")} <span aria-hidden="true">→</span>
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
  const words = { "": "Device’s", dark: "Dark", light: "Light" }[theme];
  useEffect(() => {
    if (theme) document.documentElement.dataset["theme"] = theme;
    else delete document.documentElement.dataset["theme"];
  }, [theme]);
  return (
    <button type="button" onClick={() => setTheme(next[theme])} aria-label={`${words} colours; change`}>
      {words} colours
    </button>
  );
}
