package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.testkit.ShopSeries.regressor;
import static org.sparkrnn.testkit.ShopSeries.rows;
import static org.sparkrnn.testkit.ShopSeries.table;

import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;

/** Searches over settings of a regressor of many series. */
class SeriesTunerTest {
  private static SequenceTuner<SequenceRegressor, SequenceRegressorModel> tuner(
      SequenceRegressor estimator) {
    return new SequenceTuner<SequenceRegressor, SequenceRegressorModel>(estimator)
        .setTrials(3)
        .setSeed(4)
        .between("learningRate", 1e-3, 0.02)
        .choose("hiddenSize", 3, 5)
        .setMetric("mase", true, (model, held) -> Map.of("mase", model.evaluate(held).mase()));
  }

  @Test
  void trialsAreComparedByForecastsOfWhatIsHeldOut() {
    Dataset<Row> data = table(rows(8), 3);
    SequenceRegressor estimator = regressor().setValidationFraction(0.1);
    TuningResult<SequenceRegressor, SequenceRegressorModel> found = tuner(estimator).search(data);
    assertTrue(found.trials().stream().allMatch(trial -> trial.error() == null));
    assertEquals(found.best().metric("mase"), found.model().evaluate(data).mase(), 1e-9);
    assertArrayEquals(
        found.model().weights(), found.estimator().fit(data).weights(), "as a fit gives them");
    TuningResult<SequenceRegressor, SequenceRegressorModel> onCluster =
        tuner(estimator).setTaskBytes(0).search(table(rows(8), 5));
    assertEquals(found.best().settings(), onCluster.best().settings());
    assertArrayEquals(found.model().weights(), onCluster.model().weights());
  }

  @Test
  void withoutValidationTheWinnerIsTrainedOnAllRows() {
    Dataset<Row> data = table(rows(8), 3);
    TuningResult<SequenceRegressor, SequenceRegressorModel> found = tuner(regressor()).search(data);
    SequenceRegressor same = found.estimator().copy(ParamMap.empty());
    assertArrayEquals(found.model().weights(), same.fit(data).weights());
    SequenceRegressor held = found.estimator().copy(ParamMap.empty()).setValidationFraction(0.1);
    held.setMaxEpochs(found.best().maxEpochs());
    assertEquals(found.best().metric("mase"), held.fit(data).evaluate(data).mase(), 1e-9);
  }

  @Test
  void lossesThatWantOtherTargetsAreNotSearched() {
    for (String loss : new String[] {"quantile", "gaussian", "student"}) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> tuner(regressor()).choose("loss", "absolute", loss))
              .getMessage();
      assertTrue(message.startsWith("loss " + loss + " reads other targets"), message);
    }
    assertEquals(
        3,
        tuner(regressor()).choose("loss", "absolute", "huber").ranges(regressor(), false).size());
  }
}
