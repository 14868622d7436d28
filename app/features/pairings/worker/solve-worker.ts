import { parentPort } from "node:worker_threads";
import { curveHere, replanHere } from "#app/features/pairings/solve-registered.server.ts";
import type { Answer, Question } from "./ask-worker.server.ts";
import { draftHere } from "./draft-here.server.ts";
import { explainHere } from "./explain-here.server.ts";

function answerTo(question: Question): unknown {
  switch (question.task) {
    case "draft":
      return draftHere(question, (progress) => parentPort?.postMessage({ id: question.id, progress }));
    case "replan":
      return replanHere(question.problem, question.before, question.firm, question.wished);
    case "curve":
      return curveHere(question.problem, question.keeps);
    case "explain":
      return explainHere(question);
  }
}

parentPort?.on("message", async (question: Question) => {
  let answer: Answer;
  try {
    answer = { id: question.id, value: await answerTo(question) };
  } catch (error) {
    answer = {
      id: question.id,
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  parentPort?.postMessage(answer);
});
