package org.sparkrnn.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.ml.TrainedLanguageModel;
import org.sparkrnn.predict.TextSession;

/**
 * {@code jobs/generate model= [prompt= length= temperature= topK= seed=]}: continues a text, token
 * by token. A model of lines stops at the end token; a model of a stream continues for {@code
 * length} tokens, and a line feed in its prompt is the end of a row.
 */
public final class Generate {
  private static final List<String> KEYS =
      List.of("model", "prompt", "length", "temperature", "topK", "seed");

  private Generate() {}

  /** Runs the job, and ends the process with its exit code. */
  public static void main(String[] args) {
    Job.main("generate", args, Generate::run);
  }

  static void run(JobArguments arguments, SparkSession spark) {
    arguments.requireKnown(KEYS, List.of());
    String path = arguments.require("model");
    Task task = Task.ofModel(spark, path);
    if (task != Task.LANGUAGE_MODEL) {
      throw new InvalidInputException(
          "%s is a model for task %s; generate needs one for task %s"
              .formatted(path, task.label(), Task.LANGUAGE_MODEL.label()));
    }
    int length = arguments.whole("length", 200);
    double temperature = arguments.number("temperature", 1);
    int topK = arguments.whole("topK", 0);
    int seed = arguments.whole("seed", 1);
    TrainedLanguageModel model = TrainedLanguageModel.load(path);
    String prompt = arguments.get("prompt", "");
    long start = System.nanoTime();
    TextSession session = model.languageModel().session();
    List<String> tokens = new ArrayList<>(prompt(model, prompt));
    tokens.forEach(session::read);
    long unknown = model.languageModel().encoder().unknownTokens(tokens.toArray(String[]::new));
    List<String> warnings = model.warnings(tokens.size(), unknown);
    warnings.forEach(warning -> System.err.println("generate: " + warning));
    List<String> added =
        session.generate(length, !model.inOrder(), new SplittableRandom(seed), temperature, topK);
    double seconds = (System.nanoTime() - start) / 1e9;
    tokens.addAll(added);
    String text = model.text(tokens);
    System.out.println(text);

    ObjectNode json = Json.MAPPER.createObjectNode().put("task", task.label());
    json.put("prompt", prompt).put("text", text).put("tokens", added.size());
    Json.put(json, "temperature", temperature);
    json.put("topK", topK).put("seed", seed);
    Json.put(json, "seconds", seconds);
    Json.put(json, "tokensPerSecond", added.size() / seconds);
    Json.putWarnings(json, warnings);
    json.put("weightsSha256", model.weightsSha256());
    System.out.println(json);
  }

  /** The prompt's tokens; line feeds of a stream are boundaries. */
  private static List<String> prompt(TrainedLanguageModel model, String prompt) {
    if (!model.inOrder()) {
      return model.tokens(prompt);
    }
    List<String> tokens = new ArrayList<>();
    String[] lines = prompt.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (i > 0) {
        tokens.add(NextTokens.BOUNDARY);
      }
      tokens.addAll(model.tokens(lines[i]));
    }
    return tokens;
  }
}
