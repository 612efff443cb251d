/**
 * A survey: a Side answers many questions, several samples each, and a judge reads every answer.
 */
import { rowSeed } from "../../core/random";
import { countSteps, judge, type JudgeKnowledge, wrongSteps } from "../../core/answers/judge";
import { parseJudge } from "../../model/hosted/judgeFile";
import type { FileEntry } from "../../model/hosted/fileEntry";
import { parseJson } from "../../model/files/text";
import type { JudgedText, JudgeRequest, SurveyAnswer, SurveyRequest } from "../engine/effects";
import { answerMany, type WholeAnswer } from "./answerMany";
import type { Workshop } from "./workshop";

/** The page is told of new answers at most this often, in milliseconds. */
const TELL_MS = 200;

/** Reads a judge's file once; the latest judge is kept. */
export function makeJudges({ fetched }: Workshop): (file: FileEntry) => Promise<JudgeKnowledge> {
  let knowledge: { readonly sha256: string; readonly judge: Promise<JudgeKnowledge> } | null = null;
  return (file) => {
    if (knowledge?.sha256 !== file.sha256) {
      const read = fetched(file).then((bytes) => parseJudge(parseJson(bytes, file.path)));
      read.catch(() => (knowledge = null));
      knowledge = { sha256: file.sha256, judge: read };
    }
    return knowledge.judge;
  };
}

/** A text that broke off is judged as one. */
export function judgedText(
  known: JudgeKnowledge,
  { text, end, situation }: JudgeRequest["answers"][number],
): JudgedText {
  const said = text.trim();
  const shift = text.indexOf(said);
  return {
    verdict: judge(known, end === "finished" ? said : `${said}<cut>`, situation),
    wrong: wrongSteps(known, said, situation).map((at) => ({ ...at, start: at.start + shift, end: at.end + shift })),
    steps: countSteps(known, said, situation),
  };
}

/** Answers are told in the order of their questions, or the short ones, which end first, would be counted first. */
export async function survey(
  shop: Workshop,
  known: JudgeKnowledge,
  { side, questions, samples, sampling, seed }: SurveyRequest,
  on: (answers: readonly SurveyAnswer[]) => void,
  signal: AbortSignal,
): Promise<readonly SurveyAnswer[]> {
  const asked = Array.from({ length: samples }, (_, sample) =>
    questions.map(({ text, situation }, question) => ({ question, sample, text, situation })),
  ).flat();
  const wanted = asked.map(({ text }, index) => ({
    prompt: { messages: [{ role: "user" as const, content: text }], answer: null },
    seed: rowSeed(seed, index),
  }));
  const answers = new Map<number, SurveyAnswer>();
  const inOrder: SurveyAnswer[] = [];
  let told = 0;
  let toldAt = performance.now();
  const tell = (index: number, { text, end }: WholeAnswer): void => {
    const { question, sample, situation } = asked[index]!;
    answers.set(index, { question, sample, text, end, verdict: judgedText(known, { text, end, situation }).verdict });
    for (let next = answers.get(inOrder.length); next; next = answers.get(inOrder.length)) inOrder.push(next);
    if (inOrder.length === told || performance.now() - toldAt < TELL_MS) return;
    on(inOrder.slice(told));
    told = inOrder.length;
    toldAt = performance.now();
  };
  await answerMany(shop, side, wanted, sampling, tell, signal);
  return inOrder;
}
