/**
 * Work sessions of one Side, many at a time: the turns of all sessions under way are answered as one batch, and a
 * session whose notice is still to come is asked for its next turn in the same batch. Sheets, which are one turn. And
 * what is active in one turn.
 */
import { projection } from "../../core/features/directions";
import { hook } from "../../core/hooks";
import { activationIn } from "../../core/office/causes";
import { conversation, isUndecided, turnSeed } from "../../core/office/ladder";
import { turnOf } from "../../core/office/transcript";
import { row } from "../../core/tensor";
import type { OfficeEngine, SheetRun, SheetsRequest, TurnRequest, WorkRequest, WorkRun } from "../engine/office";
import { findDirection } from "../models/materials";
import { answerMany, type WantedAnswer } from "./answerMany";
import { readHooks } from "./dictionaryRows";
import { hideLines } from "./hiddenLines";
import type { Workshop } from "./workshop";

/** So many sessions begin together: with more, the first ones would wait for the first turns of all. */
const TOGETHER = 32;

export function officeCalls(shop: Workshop): OfficeEngine {
  return {
    work: (request, on, signal) => work(shop, request, on, signal),
    readTurn: (request, signal) => shop.queue.add(() => readTurn(shop, request), signal),
    writeSheets: (request, on, signal) => writeSheets(shop, request, on, signal),
    hideLines: (request, signal) => hideLines(shop, request, signal),
  };
}

/** In one pass, whatever blocks the directions are read after. */
async function readTurn(shop: Workshop, { side, directions }: TurnRequest): Promise<readonly number[]> {
  const { tokenizer } = shop.loaded.get(side.checkpoint).checkpoint;
  const text = tokenizer.encodeSide(side.prompt);
  const hooks = [...new Set(directions.map(({ layer }) => hook.residPost(layer)))];
  const values = await readHooks(shop, side, text, hooks, "device");
  const found: number[] = [];
  for (const direction of directions) {
    const along = await findDirection(shop, side.checkpoint, direction.ref, direction.layer);
    const stream = values.get(hook.residPost(direction.layer))!;
    const projections = Float32Array.from(text.tokens, (_, t) => projection(row(stream, t), along));
    found.push(activationIn(direction, projections, text.tokens, text.promptEnd));
  }
  return found;
}

async function work(
  shop: Workshop,
  { side, sessions, sampling, seed }: WorkRequest,
  on: (runs: readonly WorkRun[]) => void,
  signal: AbortSignal,
): Promise<readonly WorkRun[]> {
  const all: WorkRun[] = [];
  for (let from = 0; from < sessions.length; from += TOGETHER) {
    const turns = sessions.slice(from, from + TOGETHER).map((): string[] => []);
    const wanted: WantedAnswer[] = [];
    /** Which session each of them is a turn of. */
    const asked: number[] = [];
    const ended = new Set<number>();
    let told = 0;
    const ask = (i: number): void => {
      const messages = conversation(sessions[from + i]!, turns[i]!);
      asked.push(i);
      wanted.push({ prompt: { messages, answer: null }, seed: turnSeed(seed, from + i, turns[i]!.length) });
    };
    turns.forEach((_, i) => ask(i));
    const answered = (index: number, text: string): void => {
      const i = asked[index]!;
      turns[i]!.push(turnOf(text));
      if (isUndecided(sessions[from + i]!, turns[i]!)) return ask(i);
      ended.add(i);
      // In their order, or the short sessions, which end first, would be counted first.
      const before = all.length;
      while (ended.has(told)) all.push({ session: from + told, turns: turns[told++]! });
      if (all.length > before) on(all.slice(before));
    };
    await answerMany(shop, side, wanted, sampling, (index, { text }) => answered(index, text), signal);
  }
  return all;
}

/** The page is told of new runs at most this often, in milliseconds. */
const TELL_MS = 200;

async function writeSheets(
  shop: Workshop,
  { side, sheets, sampling }: SheetsRequest,
  on: (runs: readonly SheetRun[]) => void,
  signal: AbortSignal,
): Promise<readonly SheetRun[]> {
  const wanted = sheets.map(({ question, begun, seed }) => ({
    prompt: { messages: [{ role: "user" as const, content: question }], answer: begun === "" ? null : begun },
    seed,
  }));
  const found = new Map<number, SheetRun>();
  const inOrder: SheetRun[] = [];
  let told = 0;
  let toldAt = performance.now();
  const { tokenizer } = shop.loaded.get(side.checkpoint).checkpoint;
  const answered = (index: number, ids: readonly number[]): void => {
    found.set(index, { index, written: (sheets[index]!.begun + tokenizer.decode(ids)).trim() });
    for (let next = found.get(inOrder.length); next; next = found.get(inOrder.length)) inOrder.push(next);
    if (inOrder.length === told || performance.now() - toldAt < TELL_MS) return;
    on(inOrder.slice(told));
    told = inOrder.length;
    toldAt = performance.now();
  };
  await answerMany(shop, side, wanted, sampling, (index, { ids }) => answered(index, ids), signal);
  return inOrder;
}
