package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.Test;
import org.sparkrnn.ml.param.generated.ResumeRules;

/**
 * Which Params a checkpoint is compared by. A new Param of an estimator has to be written into one
 * of the two lists: that of the code, or this one.
 */
class ResumableConfigurationTest {
  /** What the weights depend on, beside the data. */
  private static final Set<String> COMPARED =
      new TreeSet<>(
          List.of(
              ("accumulationSteps activation batchSize beta1 beta2 bidirectional boundaries cell"
                      + " classWeights convLayers decayEpochs decayFactor"
                      + " dropout earlyStoppingPatience embeddingSize epsilon"
                      + " gradientClipNorm gradientClipValue hiddenSize horizon huberDelta"
                      + " inputDropout inputSets labelSmoothing layerNorm"
                      + " learnedInitialState learningRate learningRateSchedule level loss lowercase maxEpochs"
                      + " minCount minLearningRate momentum multilabel numLayers"
                      + " optimizer outputDropout readout residual rho seed standardize strategy stringTokens"
                      + " tbpttLength tiedEmbeddings validationFraction variationalDropout"
                      + " warmupSteps weightDecay window wordDropout")
                  .split(" ")));

  private static final List<RnnEstimator<?, ?>> ESTIMATORS =
      List.of(
          new SequenceTagger(),
          new SequenceClassifier(),
          new SequenceRegressor(),
          new LanguageModel());

  @Test
  void everyParamIsEitherComparedOrWithoutInfluence() {
    Set<String> others =
        ESTIMATORS.stream()
            .flatMap(estimator -> Arrays.stream(estimator.params()))
            .map(Param::name)
            .filter(name -> !ResumeRules.IGNORED.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(COMPARED, others);
  }

  @Test
  void whatOnlyMeasuresMayChange() {
    for (RnnEstimator<?, ?> estimator : ESTIMATORS) {
      Set<String> compared = ResumableConfiguration.of(estimator).keySet();
      for (String name : List.of("gradientFlow", "gradientFlowSteps", "period", "baselineOrder")) {
        assertFalse(compared.contains(name), name);
      }
    }
  }

  @Test
  void whatIsNotUsedIsNotCompared() {
    SequenceRegressor adam = new SequenceRegressor().setOptimizer("adam").setEpsilon(1e-6);
    Set<String> compared = ResumableConfiguration.of(adam).keySet();
    assertTrue(compared.containsAll(List.of("beta1", "beta2", "epsilon")), compared.toString());
    for (String name :
        List.of("momentum", "rho", "decayFactor", "minLearningRate", "huberDelta", "maxEpochs")) {
      assertFalse(compared.contains(name), name);
      assertTrue(ResumableConfiguration.withoutInfluence(adam).contains(name), name);
    }
    SequenceRegressor momentum =
        new SequenceRegressor()
            .setOptimizer("momentum")
            .setLearningRateSchedule("step")
            .setLoss("huber");
    compared = ResumableConfiguration.of(momentum).keySet();
    assertTrue(compared.containsAll(List.of("momentum", "decayFactor", "huberDelta")));
    assertFalse(compared.contains("beta1"));
  }
}
