package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.ColumnTypes;
import org.sparkrnn.testkit.LocalSpark;

/** Whole numbers are numbers if numbers are needed, and tokens only if tokens are needed. */
class WholeNumbersTest {
  private static Dataset<Row> data(String x) {
    return LocalSpark.session()
        .range(12)
        .selectExpr(x + " as x", "array('p', 'q') as tokens", "if(id % 2 = 0, 'a', 'b') as label");
  }

  private static SequenceClassifier classifier(String... inputs) {
    return new SequenceClassifier()
        .setInputCols(inputs)
        .setLabelCol("label")
        .setHiddenSize(3)
        .setMaxEpochs(1)
        .setNumShards(1);
  }

  @Test
  void aModelOfNumbersReadsWholeNumbersOfAnyType() {
    SequenceClassifierModel model = classifier("x").fit(data("array(double(id), double(id + 1))"));
    List<Row> expected =
        model
            .transform(data("array(double(id), double(id + 1))"))
            .select("probability")
            .collectAsList();
    for (String type : List.of("bigint", "int", "smallint", "tinyint", "float", "decimal(10,2)")) {
      Dataset<Row> whole = data("array(cast(id as %1$s), cast(id + 1 as %1$s))".formatted(type));
      assertEquals(expected, model.transform(whole).select("probability").collectAsList(), type);
      assertEquals(12, model.evaluate(whole).sequences());
    }
    assertEquals(12, model.transform(data("array()")).count(), "no steps at all");
    assertThrows(InvalidInputException.class, () -> model.transform(data("array('1')")));
  }

  @Test
  void besideStringsTheyAreNumbersAndAloneTokens() {
    Dataset<Row> whole = data("array(id, id + 1)");
    SequenceClassifierModel joined = classifier("tokens", "x").fit(whole);
    assertTrue(joined.network().tokenInput());
    assertEquals(1, joined.network().features());
    assertEquals(12, joined.transform(data("array(0.5D, double(id))")).count());
    SequenceClassifierModel alone = classifier("x").fit(whole);
    assertTrue(alone.network().tokenInput());
    assertEquals(0, alone.network().features());
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> classifier("x", "y").fit(whole.withColumn("y", whole.col("x"))))
            .getMessage();
    assertTrue(message.contains("whole numbers are tokens unless"), message);
  }

  @Test
  void numbersOfAnyTypeAreTheSameLabel() {
    for (Object one :
        List.of((byte) 1, (short) 1, 1, 1L, 1f, 1.0, new BigDecimal("1.00"), new BigDecimal("1"))) {
      assertEquals("1", ColumnTypes.text(one), one.getClass().toString());
    }
    assertEquals("100", ColumnTypes.text(new BigDecimal("1E2")));
    assertEquals("0", ColumnTypes.text(new BigDecimal("0.00")));
    assertEquals("10.5", ColumnTypes.text(new BigDecimal("10.50")));
  }
}
