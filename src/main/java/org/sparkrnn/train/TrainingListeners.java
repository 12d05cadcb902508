package org.sparkrnn.train;

import java.util.List;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.train.cost.StepForecast;

/** Several listeners as one. */
public final class TrainingListeners {
  private TrainingListeners() {}

  /** Calls the first listener, then the second; training ends early if one of them requests it. */
  public static TrainingListener both(TrainingListener first, TrainingListener second) {
    return new TrainingListener() {
      @Override
      public void onStart(int maxEpochs, int stepsPerEpoch, int parameters) {
        first.onStart(maxEpochs, stepsPerEpoch, parameters);
        second.onStart(maxEpochs, stepsPerEpoch, parameters);
      }

      @Override
      public void onEarlierEpochs(List<EpochSummary> epochs) {
        first.onEarlierEpochs(epochs);
        second.onEarlierEpochs(epochs);
      }

      @Override
      public void onResume(String checkpoint, int epoch, int step, boolean complete) {
        first.onResume(checkpoint, epoch, step, complete);
        second.onResume(checkpoint, epoch, step, complete);
      }

      @Override
      public void onStep(int epoch, int step, double meanLoss) {
        first.onStep(epoch, step, meanLoss);
        second.onStep(epoch, step, meanLoss);
      }

      @Override
      public void onForecast(StepForecast forecast) {
        first.onForecast(forecast);
        second.onForecast(forecast);
      }

      @Override
      public void onWeights(float[] weights, ParamLayout layout) {
        first.onWeights(weights, layout);
        second.onWeights(weights, layout);
      }

      @Override
      public void onEpoch(EpochSummary epoch, int bestEpoch) {
        first.onEpoch(epoch, bestEpoch);
        second.onEpoch(epoch, bestEpoch);
      }

      @Override
      public void onEnd() {
        try {
          first.onEnd();
        } finally {
          second.onEnd();
        }
      }

      @Override
      public boolean stopRequested() {
        return first.stopRequested() || second.stopRequested();
      }
    };
  }
}
