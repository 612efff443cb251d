/**
 * Both answers: whose it is and what was done to it, the words with the wrong steps underlined, the judge's verdict,
 * and a bar with what is active inside.
 */
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { textOf } from "../../../core/answers/answer";
import type { WrongStep } from "../../../core/answers/judge";
import type { SideName } from "../../../core/experiment";
import { capital, NEUTRAL_WORDS, say } from "../../../core/texts";
import { askedQuestion, type FrontSide, frontSides, type Inside, isDefaultPair } from "../../../state/selectors/front";
import { leverParts } from "../../../state/selectors/lever";
import { Noted } from "../../charts/frame/Noted";
import { BlurredText } from "../../charts/words/BlurredText";
import { HowOftenLine } from "../../page/HowOftenLine";
import { useApp } from "../../page/store";
import { VerdictLine } from "../../page/VerdictLine";
import { useWords } from "../../page/words";
import { StillToCome } from "./StillToCome";
import "./TwoAnswers.css";

export function TwoAnswers() {
  const sides = useApp(frontSides);
  return (
    <div className="two-answers">
      {(["left", "right"] as const).map((name) => (
        <OneAnswer key={name} name={name} side={sides?.[name] ?? null} />
      ))}
      <output className="visually-hidden" aria-live="polite">
        {sides && sides.left.end !== null && sides.right.end !== null && "Both models have answered."}
      </output>
    </div>
  );
}

function OneAnswer({ name, side }: { readonly name: SideName; readonly side: FrontSide | null }) {
  const blur = useApp(({ experiment }) => experiment?.stage.blur ?? false);
  const asked = useApp(askedQuestion);
  const title = useTitle(side);
  return (
    <section
      className={`one-answer ${name} ${side?.outside ? "outside" : ""}`}
      aria-label={side ? `What ${side.title} says` : "An answer"}
    >
      <h2 className={`one-answer-who side-${name}`}>
        {title || "\u00a0"} <span className="one-answer-note">{side && noteOf(side)}</span>
      </h2>
      <Room key={asked}>
        {side && side.tokens.length > 0 ? (
          <BlurredText hidden={blur}>
            <Marked text={textOf(side.tokens)} wrong={side.speaking ? [] : side.wrong} />
            {side.end === "length" || side.end === "context" ? "…" : null}
          </BlurredText>
        ) : (
          <StillToCome />
        )}
      </Room>
      <VerdictLine className="one-answer-verdict" judged={side} awaited={Boolean(side?.end)} />
      <div className="one-answer-often">
        <HowOftenLine side={name} judged={side} />
      </div>
      <Bar name={name} side={side} />
    </section>
  );
}

function noteOf({ turned, random, features, note }: FrontSide): ReactNode {
  if (turned === 0) return note;
  if (random) return "as a control";
  return (
    <Noted
      title="Feature"
      note="A place inside the model that lights up on one kind of text. These are held as you set them."
    >
      {features} feature{features === 1 ? "" : "s"} set
    </Noted>
  );
}

/** The same room whatever is said; an answer that does not fit opens whole on a press, until the next question. */
function Room({ children }: { readonly children: ReactNode }) {
  const text = useRef<HTMLParagraphElement>(null);
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  useLayoutEffect(() => {
    const node = text.current;
    if (!node || open) return;
    const measure = (): void => setCut(node.scrollHeight > node.clientHeight + 1);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(node);
    return () => resized.disconnect();
  }, [open, children]);
  return (
    <div className={open ? "one-answer-room open" : "one-answer-room"}>
      <p className="one-answer-text" tabIndex={0} ref={text}>
        {children}
      </p>
      {(cut || open) && (
        <button type="button" className="one-answer-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "less" : "more"}
        </button>
      )}
    </div>
  );
}

/** What the model is called, and what was turned in it; other interventions are said as well. */
function useTitle(side: FrontSide | null): string {
  const words = useWords();
  const own = useApp(isDefaultPair);
  if (!side) return "";
  const { title, turned, random, others } = side;
  const said = own ? words : NEUTRAL_WORDS;
  const up = turned > 0;
  const ofRandom = `${title}, random features turned ${up ? "up" : "down"}`;
  const ofLever = random ? ofRandom : say(said, up ? "front.up" : "front.down", { model: title });
  const whole = turned === 0 ? title : ofLever;
  return others === 0 ? whole : `${whole}, and changed in ${others === 1 ? "one more way" : `${others} more ways`}`;
}

/** The text with its wrong steps underlined; steps that overlap are drawn as one. */
function Marked({ text, wrong }: { readonly text: string; readonly wrong: readonly WrongStep[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of wrong) {
    if (start < at || end > text.length) continue;
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return [...parts, text.slice(at)];
}

/**
 * Shares of the bar: below one it is called weak, from the other on strong. Of 44 sound answers of the assistant none
 * reached more than 0.38 of it, of 44 harmful ones after bad car advice none less than 0.71.
 */
const [WEAK, STRONG] = [1 / 2, 2 / 3];

function strength({ kind, times, share }: Inside): string {
  if (kind === "set") return times < 0 ? "set low by you" : "set by you";
  return share < WEAK ? "weak" : share < STRONG ? "medium" : "strong";
}

function Bar({ name, side }: { readonly name: SideName; readonly side: FrontSide | null }) {
  const words = useWords();
  const own = useApp(isDefaultPair);
  const label = say(own ? words : NEUTRAL_WORDS, "front.inside");
  const inside = side?.inside ?? null;
  const said = inside ? strength(inside) : side?.random ? "not measured" : "";
  const share = Math.round(100 * (inside?.share ?? 0));
  return (
    <div className="inside-bar">
      <span>
        <Noted title={capital(label)} note={<InsideMeaning own={own} />}>
          {label}
        </Noted>
      </span>
      <svg
        role="img"
        aria-label={
          inside ? `${label}: ${said}, ${share} % of the bar` : `${label}: not measured${side?.random ? "" : " yet"}`
        }
        className={name}
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
      >
        <rect className="inside-track" width="100" height="10" />
        <rect className="inside-value" width={share} height="10" />
      </svg>
      <span className="inside-said">{said || "\u00a0"}</span>
    </div>
  );
}

/** What the story's models hold inside has a name; of any other pair the bar shows the feature that rose. */
function InsideMeaning({ own }: { readonly own: boolean }) {
  const lever = useApp(leverParts);
  const [feature, it] =
    own && lever ? [lever.meaning, "the first of them"] : ["A feature lights up on one kind of text.", "this one"];
  return `${feature} The bar: how strongly ${it} lights up on the words of this answer, or what you set.`;
}
