/**
 * The page as one thought: a first screen that says what was found, and four chapters that lead on: what it says, which
 * personas woke, what differs inside, and the proof by hand.
 */
import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import { capital, say } from "../core/texts";
import { GlossaryList } from "../views/charts/frame/GlossaryList";
import { told } from "../views/charts/frame/told";
import type { Keeping } from "../views/page/DevicePanel";
import { PresentBar, PresentButton } from "../views/page/PresentBar";
import { PresentStage } from "../views/page/PresentStage";
import { PrintedFrom } from "../views/page/PrintedFrom";
import { NO_LINK } from "../state/link/fragment";
import { fragmentToShare } from "../state/link/reproduced";
import { leverParts } from "../state/selectors/lever";
import { useApp, useServices } from "../views/page/store";
import { watchTouchedRanges } from "../views/page/touchedRanges";
import { useWords } from "../views/page/words";
import { ChapterBoundary } from "../views/page/ChapterBoundary";
import icon from "./icon.svg";
import { OpenChapter } from "./OpenChapter";
import { ThemeButton } from "./ThemeButton";
import { whyCodeIsMissing } from "./renewed";
import "./App.css";

/** Of package.json; the build writes it in. */
declare const __PAGE_VERSION__: string;

/** What surrounds the chapters, which the first screen does not wait for. */
const Chapters = lazy(async () => {
  try {
    const { Chapters: around } = await import("./Chapters");
    return { default: around };
  } catch (error) {
    throw await whyCodeIsMissing("The code of the chapters", error);
  }
});

/** A page whose line of stories does not arrive goes without it. */
const StoryLine = lazy(async (): Promise<{ readonly default: ComponentType }> => {
  try {
    const { StoryLine: line } = await import("../views/page/StoryLine");
    return { default: line };
  } catch {
    return { default: () => null };
  }
});

export function App({ keeping }: { readonly keeping: Keeping }) {
  const first = useApp(({ experiment }) => (experiment?.chapter ?? "finding") === "finding");
  const several = useApp(({ stories }) => stories.length > 1);
  useTabTitle();
  useEffect(watchTouchedRanges, []);
  return (
    <>
      <header className="masthead">
        <a className="wordmark" href="./" aria-label="Unmask: start page">
          <img src={icon} alt="" width="28" height="28" />
          Unmask
        </a>
        <div className="stories">
          {several && (
            <Suspense>
              <StoryLine />
            </Suspense>
          )}
        </div>
        <nav aria-label="Page">
          <PresentButton />
          <CopyLink />
          <ThemeButton />
        </nav>
      </header>
      <PresentStage>
        {first ? (
          <main>
            <OpenChapter />
          </main>
        ) : (
          <main>
            <ChapterBoundary onRetry={() => window.location.reload()}>
              <Suspense fallback={<p className="chapter-wait">The chapters are on their way.</p>}>
                <Chapters keeping={keeping} version={__PAGE_VERSION__} />
              </Suspense>
            </ChapterBoundary>
          </main>
        )}
      </PresentStage>
      <PresentBar />
      <footer className="foot">
        {!first && <Glossary />}
        <Foot />
        <PrintedFrom version={__PAGE_VERSION__} />
      </footer>
    </>
  );
}

function Glossary() {
  const lever = useApp(leverParts);
  const also = lever ? [[capital(lever.name.replace(/^the /, "")), lever.meaning] as const] : [];
  return <GlossaryList also={also} />;
}

function useTabTitle(): void {
  const words = useWords();
  const known = useApp(({ manifest, failed }) => manifest !== null || failed !== null);
  useEffect(() => {
    if (known) document.title = say(words, "page.tab");
  }, [known, words]);
}

function Foot() {
  return (
    <p>
      {told(useWords(), "page.foot")} <a href="./transcripts.html">Your own transcripts</a>
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
