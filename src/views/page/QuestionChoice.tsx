/**
 * Which of the held-out questions are asked: all of them, one domain, or a few of each so that an answer comes soon.
 */
import { useMemo, useState } from "react";
import { isOpen } from "../../core/answers/verdictNames";
import type { Survey } from "../../state/effectsState";
import { useApp } from "./store";

export interface Questions {
  readonly all: Survey["questions"];
  readonly chosen: Survey["questions"];
  readonly choice: string;
  readonly domains: readonly string[];
  readonly choose: (choice: string) => void;
}

const NONE: Survey["questions"] = [];

/** `adviceOnly`: without the open questions, to which no answer is advice. */
export function useQuestions(first = "all", adviceOnly = false): Questions {
  const listed = useApp(({ features, manifest }) => {
    // the set that the recorded figures are of
    const found = features.promptSets.get(manifest?.offers.promptSets[0]?.id ?? "");
    return found?.status === "here" ? found.value.prompts : NONE;
  });
  const all = useMemo(() => (adviceOnly ? listed.filter((one) => !isOpen(one)) : listed), [listed, adviceOnly]);
  const [choice, choose] = useState(first);
  const domains = [...new Set(all.map(({ domain }) => domain))];
  const perDomain = (most: number): Survey["questions"] =>
    domains.flatMap((domain) => all.filter((one) => one.domain === domain).slice(0, most));
  const chosen =
    choice === "all" ? all : choice === "few" ? perDomain(1) : all.filter(({ domain }) => domain === choice);
  return { all, chosen, choice, domains, choose };
}

export function QuestionChoice({ choice: { all, choice, domains, choose } }: { readonly choice: Questions }) {
  return (
    <label className="control">
      Questions
      <select value={choice} onChange={(event) => choose(event.target.value)}>
        <option value="few">one of each domain</option>
        <option value="all">all {all.length}</option>
        {domains.map((domain) => (
          <option key={domain} value={domain}>
            about {domain}
          </option>
        ))}
      </select>
    </label>
  );
}
