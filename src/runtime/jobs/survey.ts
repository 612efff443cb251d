/**
 * A survey: a Side answers many questions, several samples each, and a judge reads every answer. One token a job, so
 * that the reader's own work comes in between.
 */
import { cancelled } from "../../core/failure";
import { rowSeed } from "../../core/random";
import { judge, type JudgeKnowledge, wrongSteps } from "../../core/answers/judge";
import { parseJudge } from "../../model/hosted/judgeFile";
import type { FileEntry } from "../../model/hosted/fileEntry";
import { parseJson } from "../../model/files/text";
import type { JudgedText, JudgeRequest, SurveyAnswer, SurveyRequest } from "../engine/effects";
import { messagesRead } from "./generate";
import { makeSpeaker, type Speaker } from "./speaker";
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
    wrong: wrongSteps(known, said, situation).map((at) => ({ start: at.start + shift, end: at.end + shift })),
  };
}

export async function survey(
  shop: Workshop,
  known: JudgeKnowledge,
  { side, questions, samples, sampling, seed }: SurveyRequest,
  on: (answers: readonly SurveyAnswer[]) => void,
  signal: AbortSignal,
): Promise<readonly SurveyAnswer[]> {
  const answers: SurveyAnswer[] = [];
  let told = 0;
  let toldAt = performance.now();
  for (let sample = 0; sample < samples; sample++) {
    for (const [question, { text, situation }] of questions.entries()) {
      const prompt = { messages: [{ role: "user" as const, content: text }], answer: null };
      const own = rowSeed(seed, sample * questions.length + question);
      const speaker = makeSpeaker(shop, { side: { ...side, prompt }, sampling, seed: own });
      const said = await wholeAnswer(shop, speaker, signal);
      const end = speaker.end!;
      const { verdict } = judgedText(known, { text: said, end, situation });
      answers.push({ question, sample, text: said, end, verdict });
      if (performance.now() - toldAt < TELL_MS) continue;
      on(answers.slice(told));
      told = answers.length;
      toldAt = performance.now();
    }
  }
  return answers;
}

async function wholeAnswer({ queue }: Workshop, speaker: Speaker, signal: AbortSignal): Promise<string> {
  let said = "";
  while (speaker.end === null) {
    said += (await queue.add(() => speaker.next(), signal))?.text ?? "";
    await messagesRead();
    if (signal.aborted) throw cancelled();
  }
  return said.trim();
}
