package org.sparkrnn.ml.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.SequenceClassifier;
import org.sparkrnn.testkit.LocalSpark;

/** The same rows are held out for any partitions, each of them once. */
class FoldSplitTest {
  private static final SequenceClassifier CLASSIFIER =
      new SequenceClassifier().setInputCol("text").setLabelCol("class");

  /** Rows of three classes, one of which is rare. */
  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    IntStream.range(0, 26).forEach(i -> rows.add(RowFactory.create("many " + i, 1.0)));
    IntStream.range(0, 15).forEach(i -> rows.add(RowFactory.create("some " + i, 2.0)));
    IntStream.range(0, 4).forEach(i -> rows.add(RowFactory.create("few " + i, null)));
    return rows;
  }

  private static Dataset<Row> dataset(List<Row> rows, int partitions) {
    StructType schema =
        new StructType().add("text", DataTypes.StringType).add("class", DataTypes.DoubleType);
    return LocalSpark.session().createDataFrame(rows, schema).repartition(partitions);
  }

  private static Set<String> held(FoldSplit split, int fold) {
    Set<String> held = new HashSet<>();
    split
        .marked(fold, "held")
        .filter("held")
        .collectAsList()
        .forEach(row -> held.add(row.getString(0)));
    return held;
  }

  @Test
  void eachRowIsHeldOutOnceWithAsManyOfItsClassAsInOtherFolds() {
    FoldSplit split = FoldSplit.of(dataset(rows(), 3), CLASSIFIER, "class", 0);
    assertEquals(5, split.folds());
    Set<String> all = new HashSet<>();
    for (int k = 0; k < 5; k++) {
      Set<String> held = held(split, k);
      assertEquals(9, held.size());
      assertTrue(Collections.disjoint(all, held));
      all.addAll(held);
      Map<String, Integer> classes = new TreeMap<>();
      held.forEach(text -> classes.merge(text.split(" ")[0], 1, Integer::sum));
      assertTrue(classes.get("many") >= 5 && classes.get("many") <= 6, classes.toString());
      assertEquals(3, classes.get("some"), classes.toString());
      assertTrue(classes.getOrDefault("few", 0) <= 1, classes.toString());
    }
    assertEquals(45, all.size());
  }

  @Test
  void orderAndPartitionsDoNotMatterAndTheSeedDoes() {
    List<Row> shuffled = rows();
    Collections.shuffle(shuffled, new Random(1));
    Set<String> first = held(FoldSplit.of(dataset(rows(), 1), CLASSIFIER, "class", 3), 0);
    assertEquals(first, held(FoldSplit.of(dataset(shuffled, 4), CLASSIFIER, "class", 3), 0));
    SequenceClassifier other = new SequenceClassifier().setInputCol("text").setSeed(7);
    assertTrue(!first.equals(held(FoldSplit.of(dataset(rows(), 1), other, "class", 3), 0)));
  }

  @Test
  void equalRowsAreHeldOutTogether() {
    List<Row> twice = rows();
    twice.addAll(rows());
    FoldSplit split = FoldSplit.of(dataset(twice, 2), CLASSIFIER, "class", 4);
    for (int k = 0; k < 4; k++) {
      assertEquals(
          2L * held(split, k).size(), split.marked(k, "held").filter("held").count(), "fold " + k);
    }
  }

  @Test
  void moreRowsAreInFewerFoldsAndTooFewInNone() {
    List<Row> many =
        IntStream.range(0, 501).mapToObj(i -> RowFactory.create("x" + i, 1.0)).toList();
    assertEquals(3, FoldSplit.of(dataset(many, 2), CLASSIFIER, "class", 0).folds());
    assertEquals(
        2, FoldSplit.of(dataset(many.subList(0, 2), 2), CLASSIFIER, null, 0).folds(), "all");
    for (int asked : new int[] {0, 3}) {
      InvalidInputException few =
          assertThrows(
              InvalidInputException.class,
              () -> FoldSplit.of(dataset(many.subList(0, 1), 1), CLASSIFIER, null, asked));
      assertTrue(few.getMessage().startsWith("1 different rows"), few.getMessage());
    }
  }
}
