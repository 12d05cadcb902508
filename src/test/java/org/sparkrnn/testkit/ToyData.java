package org.sparkrnn.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Sequences over the tokens a, b, c whose label at each step names the previous token. No
 * memoryless network can learn this rule.
 */
public final class ToyData {
  public static final DataType STRINGS = DataTypes.createArrayType(DataTypes.StringType);
  private static final String[] TOKENS = {"a", "b", "c"};

  private ToyData() {}

  public static StructType schema(DataType input) {
    return new StructType()
        .add("id", DataTypes.IntegerType)
        .add("tokens", input)
        .add("labels", STRINGS);
  }

  /** Rows (id, tokens, labels) of lengths 0 to 7. */
  public static List<Row> rows(int n, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String[] tokens = new String[i % 8];
      Arrays.setAll(tokens, t -> TOKENS[random.nextInt(3)]);
      rows.add(RowFactory.create(i, tokens, labels(tokens)));
    }
    return rows;
  }

  /** After a: A, after b: B, after c: C, at the start: S. */
  public static String[] labels(String... tokens) {
    String[] labels = new String[tokens.length];
    Arrays.setAll(labels, t -> t == 0 ? "S" : tokens[t - 1].toUpperCase(java.util.Locale.ROOT));
    return labels;
  }

  public static Dataset<Row> tokens(int n, long seed) {
    return LocalSpark.session().createDataFrame(rows(n, seed), schema(STRINGS));
  }

  /** The same rows, shuffled, in {@code partitions} partitions, the second of which is empty. */
  public static Dataset<Row> spread(List<Row> rows, DataType input, int partitions, long seed) {
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    return LocalSpark.session().createDataFrame(rdd(shuffled, partitions), schema(input));
  }

  /**
   * Values in {@code partitions} partitions; if there are at least three, the second one is empty.
   */
  public static <T> JavaRDD<T> rdd(List<T> values, int partitions) {
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    if (partitions < 3) {
      return sc.parallelize(values, partitions);
    }
    List<scala.Tuple2<Integer, T>> placed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      int k = i % (partitions - 1);
      placed.add(new scala.Tuple2<>(k == 0 ? 0 : k + 1, values.get(i)));
    }
    return sc.parallelizePairs(placed, 2)
        .partitionBy(
            new org.apache.spark.Partitioner() {
              private static final long serialVersionUID = 1L;

              @Override
              public int numPartitions() {
                return partitions;
              }

              @Override
              public int getPartition(Object key) {
                return (Integer) key;
              }
            })
        .values();
  }

  /** One-hot vectors instead of tokens, as array&lt;vector&gt;. */
  public static Dataset<Row> vectors(int n, long seed) {
    return dense(n, seed, SQLDataTypes.VectorType());
  }

  /**
   * One-hot vectors as array&lt;array&lt;float&gt;&gt;, array&lt;array&lt;double&gt;&gt; or
   * vectors.
   */
  public static Dataset<Row> dense(int n, long seed, DataType step) {
    List<Row> rows = new ArrayList<>();
    for (Row row : rows(n, seed)) {
      String[] tokens = (String[]) row.get(1);
      Object[] vectors = new Object[tokens.length];
      Arrays.setAll(vectors, t -> step(tokens[t], step));
      rows.add(RowFactory.create(row.get(0), vectors, row.get(2)));
    }
    return LocalSpark.session().createDataFrame(rows, schema(DataTypes.createArrayType(step)));
  }

  private static Object step(String token, DataType type) {
    double[] oneHot = new double[3];
    oneHot[token.charAt(0) - 'a'] = 1;
    if (type.equals(SQLDataTypes.VectorType())) {
      return Vectors.dense(oneHot);
    }
    boolean floats = type.equals(DataTypes.createArrayType(DataTypes.FloatType));
    Object[] numbers = new Object[3];
    for (int j = 0; j < 3; j++) {
      numbers[j] = floats ? (Object) (float) oneHot[j] : (Object) oneHot[j];
    }
    return numbers;
  }
}
