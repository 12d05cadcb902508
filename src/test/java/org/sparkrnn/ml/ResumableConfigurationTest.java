package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.param.ParamTable;
import org.sparkrnn.ml.param.generated.ResumeRules;

/** The Params that are compared with a checkpoint's. */
class ResumableConfigurationTest {
  private static final List<RnnEstimator<?, ?>> ESTIMATORS =
      List.of(
          new SequenceTagger(),
          new SequenceClassifier(),
          new SequenceRegressor(),
          new LanguageModel(),
          new SequenceTranscriber());

  /** Every Param is compared unless the table states that it has no influence on the weights. */
  @Test
  void everyParamIsEitherComparedOrWithoutInfluence() throws IOException {
    ParamTable table = ParamTable.read();
    for (RnnEstimator<?, ?> estimator : ESTIMATORS) {
      Set<String> compared =
          table.of(estimator.getClass().getSimpleName()).stream()
              .filter(entry -> !entry.has("resume"))
              .map(ParamTable.Entry::name)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> others =
          Arrays.stream(estimator.params())
              .map(Param::name)
              .filter(name -> !ResumeRules.IGNORED.contains(name))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(compared, others);
    }
  }

  private static final StructType TEXT = new StructType().add("tokens", DataTypes.StringType);
  private static final StructType WORDS =
      new StructType().add("tokens", DataTypes.createArrayType(DataTypes.StringType));
  private static final StructType NUMBERS =
      new StructType().add("tokens", DataTypes.createArrayType(DataTypes.DoubleType));

  private static SequenceInput input(RnnEstimator<?, ?> estimator, StructType schema) {
    return SequenceInput.of(schema, estimator);
  }

  private static Set<String> compared(RnnEstimator<?, ?> estimator, StructType schema) {
    return ResumableConfiguration.of(estimator, input(estimator, schema)).keySet();
  }

  @Test
  void whatOfTokensIsSaidCountsWhereThereAreTokens() {
    List<String> tokens = List.of("embeddingSize", "lowercase", "minCount", "wordDropout");
    for (RnnEstimator<?, ?> estimator : List.of(new SequenceTagger(), new SequenceClassifier())) {
      assertTrue(compared(estimator, TEXT).containsAll(tokens));
      assertTrue(compared(estimator, TEXT).contains("stringTokens"));
      assertTrue(compared(estimator, WORDS).containsAll(tokens));
      assertFalse(compared(estimator, WORDS).contains("stringTokens"));
      tokens.forEach(name -> assertFalse(compared(estimator, NUMBERS).contains(name), name));
    }
  }

  @Test
  void whatCellValidationAndStrategyDoNotUseIsNotCompared() {
    assertFalse(compared(new SequenceTagger().setCell("lstm"), TEXT).contains("activation"));
    assertTrue(compared(new SequenceTagger().setCell("elman"), TEXT).contains("activation"));
    assertFalse(compared(new SequenceTagger(), TEXT).contains("earlyStoppingPatience"));
    SequenceTagger split = new SequenceTagger().setValidationFraction(0.1);
    assertTrue(compared(split, TEXT).contains("earlyStoppingPatience"));
    SequenceRegressor recursive = new SequenceRegressor().setStrategy("recursive");
    assertFalse(compared(recursive, NUMBERS).contains("horizon"));
    assertTrue(compared(new SequenceRegressor(), NUMBERS).contains("horizon"));
  }

  @Test
  void aDefaultMayBeStatedOrNot() {
    SequenceTagger plain = new SequenceTagger().setOptimizer("adam");
    BiPredicate<String, String> passedOver =
        ResumableConfiguration.passedOver(plain, input(plain, TEXT));
    assertTrue(passedOver.test("epsilon", String.valueOf(plain.getEpsilon())));
    assertTrue(passedOver.test("weightDecay", String.valueOf(plain.getWeightDecay())));
    assertFalse(passedOver.test("epsilon", "0.5"));
    SequenceTagger other = new SequenceTagger().setOptimizer("adam").setEpsilon(0.5);
    assertFalse(
        ResumableConfiguration.passedOver(other, input(other, TEXT)).test("epsilon", "0.5"),
        "a checkpoint without it had the default");
  }

  @Test
  void whatOnlyMeasuresMayChange() {
    for (RnnEstimator<?, ?> estimator : ESTIMATORS) {
      Set<String> compared = compared(estimator, TEXT);
      for (String name : List.of("gradientFlow", "gradientFlowSteps", "period", "baselineOrder")) {
        assertFalse(compared.contains(name), name);
      }
    }
  }

  @Test
  void whatIsNotUsedIsNotCompared() {
    SequenceRegressor adam = new SequenceRegressor().setOptimizer("adam").setEpsilon(1e-6);
    Set<String> compared = compared(adam, NUMBERS);
    assertTrue(compared.containsAll(List.of("beta1", "beta2", "epsilon")), compared.toString());
    for (String name :
        List.of("momentum", "rho", "decayFactor", "minLearningRate", "huberDelta", "maxEpochs")) {
      assertFalse(compared.contains(name), name);
      assertTrue(
          ResumableConfiguration.withoutInfluence(adam, input(adam, NUMBERS)).contains(name), name);
    }
    SequenceRegressor momentum =
        new SequenceRegressor()
            .setOptimizer("momentum")
            .setLearningRateSchedule("step")
            .setLoss("huber");
    compared = compared(momentum, NUMBERS);
    assertTrue(compared.containsAll(List.of("momentum", "decayFactor", "huberDelta")));
    assertFalse(compared.contains("beta1"));
  }
}
