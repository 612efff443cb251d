/**
 * Finding a feature: by a word in its name, its topics or its passages, or by a sentence of one's own, which both
 * models read. What is found opens its card.
 */
import { type FormEvent, type ReactNode, useDeferredValue, useId, useState } from "react";
import { pairTitles } from "../../../core/pictures/subject";
import { tokenLabel } from "../../../core/tokenLabel";
import type { SentenceReading } from "../../../state/featureState";
import { featuresByWord } from "../../../state/selectors/featureSearch";
import { dictionaryInUse, personasOf } from "../../../state/selectors/personas";
import { sentenceSubject } from "../../../state/selectors/subjects";
import { formatValue } from "../../charts/frame/format";
import { useApp, useServices } from "../../page/store";
import { useOpenLatent } from "./useOpenLatent";
import "./FindFeature.css";

type Mode = "word" | "sentence";
const MODES: readonly (readonly [Mode, string])[] = [
  ["word", "by a word"],
  ["sentence", "on a sentence of yours"],
];

export function FindFeature() {
  const id = useId();
  const { runner } = useServices();
  const [mode, setMode] = useState<Mode>("word");
  const [text, setText] = useState("");
  const ready = useApp(({ engine, features }) => engine.status === "ready" && features.dictionary.status === "here");
  const read = (event: FormEvent): void => {
    event.preventDefault();
    if (mode === "sentence") runner.readSentence(text);
  };
  return (
    <search className="find find-feature">
      <form className="find-line" onSubmit={read}>
        <label htmlFor={id}>Find a feature</label>
        <span className="switch" role="group" aria-label="How to find it">
          {MODES.map(([value, label]) => (
            <button
              key={value}
              type="button"
              className="chip small"
              aria-pressed={mode === value}
              onClick={() => setMode(value)}
            >
              {label}
            </button>
          ))}
        </span>
        <input
          id={id}
          type="search"
          value={text}
          maxLength={400}
          placeholder={mode === "word" ? "law, insult, garlic …" : "My brakes squeal. What should I do?"}
          onChange={(event) => setText(event.target.value)}
        />
        {mode === "sentence" && (
          <button type="submit" className="primary" disabled={!ready || text.trim() === ""}>
            What is active on it?
          </button>
        )}
      </form>
      {mode === "word" ? <ByWord query={text} /> : <OnSentence />}
    </search>
  );
}

/** Two thousand names are searched when the page has time for it: typing comes first. */
function ByWord({ query }: { readonly query: string }) {
  const wanted = useDeferredValue(query);
  const found = useApp((state) => featuresByWord(state, wanted));
  const waiting = useApp(({ features }) => features.words.status === "waiting");
  if (wanted.trim() === "") return null;
  if (found.length === 0)
    return (
      <p className="find-note" role="status">
        {waiting
          ? "The words of their passages are still on their way."
          : `No feature has to do with “${wanted.trim()}”.`}
      </p>
    );
  return (
    <ul className="found" aria-label="Features found">
      {found.map(({ latent, name, why }) => (
        <Found key={latent} latent={latent} name={name}>
          {why}
        </Found>
      ))}
    </ul>
  );
}

function OnSentence() {
  const dictionary = useApp((state) => dictionaryInUse(state)?.id ?? null);
  const sentence = useApp(({ features }) => features.sentence);
  if (sentence.status === "waiting")
    return (
      <p className="find-note" role="status">
        Both models read it…
      </p>
    );
  if (sentence.status === "failed")
    return (
      <p className="notice" role="alert">
        {sentence.failure.message} {sentence.failure.advice}
      </p>
    );
  if (sentence.status !== "here" || sentence.value.dictionary !== dictionary) return null;
  return <Loudest reading={sentence.value} />;
}

function Loudest({ reading }: { readonly reading: SentenceReading }) {
  const manifest = useApp((state) => state.manifest);
  const titles = pairTitles(sentenceSubject({ manifest }, reading));
  const latents = useApp((state) =>
    personasOf(
      state,
      reading.loudest.map(({ latent }) => latent),
    ),
  );
  return (
    <>
      <p className="find-note" role="status">
        On “{reading.text.trim()}”, asked as a question, in <strong>{titles.left}</strong> →{" "}
        <strong>{titles.right}</strong>, the loudest first.
      </p>
      <ul className="found" aria-label="Features most active on the sentence">
        {reading.loudest.map(({ latent, left, right, token }, i) => (
          <Found key={latent} latent={latent} name={latents[i]!.name}>
            {formatValue(left)} → {formatValue(right)}, loudest on “{tokenLabel(token)}”
          </Found>
        ))}
      </ul>
    </>
  );
}

interface FoundProps {
  readonly latent: number;
  readonly name: string;
  /** Why it is listed. */
  readonly children: ReactNode;
}

function Found({ latent, name, children }: FoundProps) {
  const pressed = useApp(({ experiment }) => experiment?.personas.latent === latent);
  const open = useOpenLatent();
  return (
    <li>
      <button type="button" aria-pressed={pressed} onClick={() => open(latent)}>
        {name} <small>{latent}</small>
      </button>
      <span className="find-note">{children}</span>
    </li>
  );
}
