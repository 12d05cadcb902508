package org.sparkrnn.bench;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.Scanner;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The benchmarks' training steps in libtorch. Says "warm" when it is, then answers every line
 * "steps seconds" with that many steps' times, in seconds, until its input ends.
 *
 * <p>Arguments: {@code layer T B I H numLayers cell} or {@code lm T B E H numLayers V}.
 */
public final class TorchSteps {
  private static final int WARM_UP_STEPS = 12;
  private static final double WARM_UP_SECONDS = 3;
  private static final int RETURN_STEPS = 3;

  private final Trainer trainer;
  private final NDArray input;
  private final UnaryOperator<NDArray> loss;

  private TorchSteps(Trainer trainer, NDArray input, UnaryOperator<NDArray> loss) {
    this.trainer = trainer;
    this.input = input;
    this.loss = loss;
    trainer.initialize(input.getShape());
  }

  public static void main(String[] args) {
    int[] n = Arrays.stream(args, 1, 6).mapToInt(Integer::parseInt).toArray();
    try (NDManager manager = NDManager.newBaseManager();
        Model model = Model.newInstance("peer")) {
      TorchSteps steps =
          args[0].equals("layer")
              ? layer(manager, model, n[0], n[1], n[2], n[3], n[4], args[6])
              : languageModel(
                  manager, model, n[0], n[1], n[2], n[3], n[4], Integer.parseInt(args[6]));
      steps.serve();
    }
  }

  private static TorchSteps layer(
      NDManager manager, Model model, int T, int B, int I, int H, int layers, String cell) {
    NDArray x = manager.randomUniform(-1, 1, new Shape(B, T, I));
    model.setBlock(recurrent(cell, H, layers));
    return new TorchSteps(trainer(model), x, out -> out.square().sum());
  }

  private static TorchSteps languageModel(
      NDManager manager, Model model, int T, int B, int E, int H, int layers, int V) {
    NDArray x = manager.randomInteger(0, V, new Shape(B, T), DataType.INT64);
    NDArray y = manager.randomInteger(0, V, new Shape((long) B * T, 1), DataType.INT64);
    model.setBlock(
        new SequentialBlock()
            .add(new TorchEmbedding(V, E))
            .add(recurrent("lstm", H, layers))
            .add(Linear.builder().setUnits(V).build()));
    Loss crossEntropy = new SoftmaxCrossEntropyLoss("loss", 1f, -1, true, true);
    return new TorchSteps(
        trainer(model),
        x,
        out ->
            crossEntropy.evaluate(
                new NDList(y), new NDList(out.reshape(new Shape((long) B * T, V)))));
  }

  private static Block recurrent(String cell, int H, int layers) {
    RecurrentBlock.BaseBuilder<?> builder =
        switch (cell) {
          case "lstm" -> LSTM.builder();
          case "gru" -> GRU.builder();
          case "elman" -> RNN.builder().setActivation(RNN.Activation.TANH);
          default -> throw new IllegalArgumentException("no cell " + cell);
        };
    builder.setStateSize(H).setNumLayers(layers).optBatchFirst(true);
    if (builder instanceof LSTM.Builder lstm) {
      return lstm.build();
    }
    return builder instanceof GRU.Builder gru ? gru.build() : ((RNN.Builder) builder).build();
  }

  private static Trainer trainer(Model model) {
    Tracker rate = Tracker.fixed(TrainingStep.LEARNING_RATE);
    return model.newTrainer(
        new DefaultTrainingConfig(Loss.l2Loss())
            .optInitializer(new UniformInitializer(0.1f), Parameter.Type.WEIGHT)
            .optOptimizer(Optimizer.sgd().setLearningRateTracker(rate).build()));
  }

  private void serve() {
    Times.of(this::step, WARM_UP_STEPS, WARM_UP_SECONDS);
    System.out.println("warm");
    Scanner requests = new Scanner(System.in);
    while (requests.hasNextInt()) {
      Times.of(this::step, RETURN_STEPS, 0);
      Times times = Times.of(this::step, requests.nextInt(), Double.parseDouble(requests.next()));
      System.out.println(
          Arrays.stream(times.seconds())
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(" ")));
    }
  }

  private void step() {
    try (NDManager scope = trainer.getManager().newSubManager();
        GradientCollector collector = trainer.newGradientCollector()) {
      NDArray x = input.duplicate();
      x.attach(scope);
      try (NDList outputs = trainer.forward(new NDList(x))) {
        NDArray value = loss.apply(outputs.head());
        collector.backward(value);
        value.getFloat(); // waits for the result
      }
    }
    trainer.step();
  }
}
