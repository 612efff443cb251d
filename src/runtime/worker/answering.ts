/**
 * What the worker does with a message: parses it, calls the engine, answers. Every message but "cancel" is answered,
 * also one that cannot be taken for a call.
 */
import { asFailure, Failure } from "../../core/failure";
import type { Engine } from "../engine/engine";
import { ALIVE, dispatch, idOf, parseRequest, type Reply, type Request } from "../engine/protocol";

/** Returns what takes a message. `post` sends a reply. */
export function makeAnswering(engine: Engine, post: (reply: Reply) => void): (data: unknown) => Promise<void> {
  const running = new Map<number, AbortController>();
  const fail = (id: number, error: unknown): void => {
    const { kind, message, advice } = asFailure(error);
    post({ id, kind: "failed", failure: { kind, message, advice } });
  };
  const carryOut = async (request: Request): Promise<void> => {
    const { id } = request;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await dispatch(engine, request, post, controller.signal);
      if (!controller.signal.aborted) post({ id, kind: "done", value });
    } catch (error) {
      fail(id, error);
    } finally {
      running.delete(id);
    }
  };
  return async (data) => {
    const id = idOf(data);
    // A refusal under the id of a call that is under way would end that call.
    const free = running.has(id) ? ALIVE : id;
    let request: Request;
    try {
      request = parseRequest(data);
    } catch (error) {
      return fail(free, error);
    }
    if (request.method === "cancel") return running.get(id)?.abort();
    if (free === ALIVE) return fail(ALIVE, new Failure("internal", "The worker was sent two calls of one number."));
    await carryOut(request);
  };
}
