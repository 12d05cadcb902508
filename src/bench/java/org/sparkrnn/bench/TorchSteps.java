package org.sparkrnn.bench;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.Scanner;
import java.util.stream.Collectors;

/**
 * The benchmarks' training steps in libtorch. Prints "warm" after warming up, then answers every
 * line "steps seconds" with the times of that many steps, in seconds, until its input ends.
 *
 * <p>Arguments: {@code layer T B I H numLayers cell} or {@code lm T B E H numLayers V}.
 */
public final class TorchSteps {
  private static final int WARM_UP_STEPS = 12;
  private static final double WARM_UP_SECONDS = 3;
  private static final int RETURN_STEPS = 3; // after the peer's turn

  private TorchSteps() {}

  public static void main(String[] args) {
    Tracker rate = Tracker.fixed(TrainingStep.LEARNING_RATE);
    DefaultTrainingConfig sgd =
        new DefaultTrainingConfig(Loss.l2Loss())
            .optInitializer(new UniformInitializer(0.1f), Parameter.Type.WEIGHT)
            .optOptimizer(Optimizer.sgd().setLearningRateTracker(rate).build());
    try (NDManager manager = NDManager.newBaseManager();
        Model model = Model.newInstance("peer")) {
      TorchWork work = TorchWork.of(manager, args);
      model.setBlock(work.network());
      try (Trainer trainer = model.newTrainer(sgd)) {
        trainer.initialize(work.input().getShape());
        serve(() -> step(trainer, work));
      }
    }
  }

  private static void serve(Runnable step) {
    Times.of(step, WARM_UP_STEPS, WARM_UP_SECONDS);
    System.out.println("warm");
    Scanner requests = new Scanner(System.in);
    while (requests.hasNextInt()) {
      Times.of(step, RETURN_STEPS, 0);
      Times times = Times.of(step, requests.nextInt(), Double.parseDouble(requests.next()));
      System.out.println(
          Arrays.stream(times.seconds())
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(" ")));
    }
  }

  private static void step(Trainer trainer, TorchWork work) {
    try (NDManager scope = trainer.getManager().newSubManager();
        GradientCollector collector = trainer.newGradientCollector()) {
      NDArray x = work.input().duplicate();
      x.attach(scope);
      try (NDList outputs = trainer.forward(new NDList(x))) {
        NDArray loss = work.loss().apply(outputs.head());
        collector.backward(loss);
        loss.getFloat(); // waits for the result
      }
    }
    trainer.step();
  }
}
