/**
 * The monitor's rules in plain sight, each to be changed, added to or taken away. What keeps a rule from being used is
 * said beside it.
 */
import { memo, type ReactNode, useEffect, useRef, useState } from "react";
import type { RuleRuns } from "../../core/transcripts/fired";
import { LONGEST_TAG, MOST_RULES, type Rule, TAGS } from "../../core/transcripts/rules";
import { whyLeftOut } from "./useTranscripts";
import "./RulesTable.css";

export interface RulesTableProps {
  readonly rules: readonly Rule[];
  /** To which the reader can go back, and what they are fit for. */
  readonly ours: readonly Rule[];
  readonly about: string;
  readonly stopped: readonly string[];
  readonly onChange: (rules: readonly Rule[]) => void;
  /** Which runs a rule matches, where that is counted; null while it is not yet. */
  readonly runsOf?: (rule: Rule) => RuleRuns | null;
  /** What the rules come to, above them; and more ways to deal with them, below. */
  readonly comeTo?: ReactNode;
  readonly ways?: ReactNode;
}

const NEW: Rule = { pattern: "", weight: 0.5, tag: "your rule", cased: false };

/** Drawn anew when a rule changes, and not with each step of a bar. */
export const RulesTable = memo(function RulesTable(props: RulesTableProps) {
  const { rules, ours, about, stopped, onChange, runsOf, comeTo, ways } = props;
  const set = (at: number, changes: Partial<Rule>): void =>
    onChange(rules.map((rule, i) => (i === at ? { ...rule, ...changes } : rule)));
  const section = useRef<HTMLElement>(null);
  /** The place of a rule that was just added, until its pattern is left: nobody has yet failed to fill it in. */
  const [fresh, setFresh] = useState(-1);
  useEffect(() => {
    if (fresh >= 0) section.current?.querySelectorAll<HTMLElement>(".rule-pattern")[fresh]?.focus();
  }, [fresh]);
  const add = (): void => {
    onChange([...rules, NEW]);
    setFresh(rules.length);
  };
  return (
    <section ref={section} className="rules" aria-labelledby="rules-title">
      <h2 id="rules-title">The monitor’s rules</h2>
      <p className="rules-how">
        A line is as suspicious as the weights of all rules that match in it together, from 0 to 1; a run is as
        suspicious as its most suspicious line. A weight of 0 only tags; one below 0 speaks for the model. Patterns are
        JavaScript’s regular expressions. {about}
      </p>
      {comeTo}
      <div className="rules-scroll" role="region" aria-label="Rules" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Pattern</th>
              <th scope="col">Tag</th>
              <th scope="col">Weight</th>
              <th scope="col">Match case</th>
              {runsOf && (
                <th scope="col">
                  Runs <span className="rules-runs-what">= positive + negative + no label</span>
                </th>
              )}
              <th scope="col">
                <span className="visually-hidden">Take away</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, i) => (
              <Row
                key={i}
                number={i + 1}
                rule={rule}
                why={i === fresh && rule.pattern === "" ? null : whyLeftOut(rule, stopped)}
                runs={runsOf?.(rule)}
                onSet={(changes) => set(i, changes)}
                onLeave={() => setFresh(-1)}
                onRemove={() => onChange(rules.filter((_, other) => other !== i))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <datalist id="rule-tags">
        {TAGS.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <p className="rules-ways">
        <button type="button" disabled={rules.length >= MOST_RULES} onClick={add}>
          Add a rule
        </button>
        <button type="button" disabled={rules === ours} onClick={() => onChange(ours)}>
          Back to the page’s rules
        </button>
        {ways}
      </p>
    </section>
  );
});

/** "14 = 6 + 5 + 3": of them all, the positive, the negative and those without a label. */
export const runsWords = ({ all, positive, negative }: RuleRuns): string =>
  all === 0 ? "0" : `${all} = ${positive} + ${negative} + ${all - positive - negative}`;

interface RowProps {
  readonly number: number;
  readonly rule: Rule;
  readonly why: string | null;
  /** Undefined where it is not counted. */
  readonly runs: RuleRuns | null | undefined;
  readonly onSet: (changes: Partial<Rule>) => void;
  readonly onLeave: () => void;
  readonly onRemove: () => void;
}

function Row({ number, rule, why, runs, onSet, onLeave, onRemove }: RowProps) {
  const [weight, setWeight] = useState<string | null>(null);
  const write = (text: string): void => {
    setWeight(text);
    const value = Number(text);
    if (text.trim() !== "" && value >= -1 && value <= 1) onSet({ weight: value });
  };
  return (
    <tr>
      <td>
        {/* It grows with what stands in it, so that none of a long pattern is out of sight. */}
        <span className="rule-grows" data-text={rule.pattern}>
          <textarea
            className="rule-pattern"
            rows={1}
            aria-label={`Pattern of rule ${number}`}
            aria-invalid={why !== null}
            value={rule.pattern}
            spellCheck={false}
            onChange={(event) => onSet({ pattern: event.target.value.replaceAll("\n", "") })}
            onBlur={onLeave}
          />
        </span>
        {why && (
          <p className="rule-why" role="status">
            {why}
          </p>
        )}
      </td>
      <td>
        <input
          className="rule-tag"
          aria-label={`Tag of rule ${number}`}
          list="rule-tags"
          maxLength={LONGEST_TAG}
          value={rule.tag}
          onChange={(event) => onSet({ tag: event.target.value })}
        />
      </td>
      <td>
        <input
          className="rule-weight"
          type="number"
          min={-1}
          max={1}
          step={0.1}
          aria-label={`Weight of rule ${number}`}
          value={weight ?? rule.weight}
          onChange={(event) => write(event.target.value)}
          onBlur={() => setWeight(null)}
        />
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={`Match case in rule ${number}`}
          checked={rule.cased}
          onChange={(event) => onSet({ cased: event.target.checked })}
        />
      </td>
      {runs !== undefined && (
        <td className="rule-runs">{why || rule.pattern === "" ? "–" : runs ? runsWords(runs) : "…"}</td>
      )}
      <td>
        <button type="button" aria-label={`Take away rule ${number}`} onClick={onRemove}>
          <span aria-hidden="true">×</span>
        </button>
      </td>
    </tr>
  );
}
