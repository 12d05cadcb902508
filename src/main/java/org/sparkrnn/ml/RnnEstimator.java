package org.sparkrnn.ml;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Collection;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.ml.column.MalformedRows;
import org.sparkrnn.ml.column.NamedColumn;
import org.sparkrnn.ml.column.OutputColumn;
import org.sparkrnn.ml.column.PretrainedVectors;
import org.sparkrnn.ml.column.Roughness;
import org.sparkrnn.ml.column.SequenceInput;
import org.sparkrnn.ml.column.SequenceRows;
import org.sparkrnn.ml.column.TrainingData;
import org.sparkrnn.ml.column.TrainingNotes;
import org.sparkrnn.ml.column.ValidationSplit;
import org.sparkrnn.ml.network.DescribedNetwork;
import org.sparkrnn.ml.network.DescribedTraining;
import org.sparkrnn.ml.param.RnnSetters;
import org.sparkrnn.ml.settings.DataFacts;
import org.sparkrnn.ml.settings.Settings;
import org.sparkrnn.ml.settings.SettingsRules;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.Checkpoints;
import org.sparkrnn.train.HeldWeights;
import org.sparkrnn.train.JobScope;
import org.sparkrnn.train.Trainer;
import org.sparkrnn.train.TrainingListener;
import org.sparkrnn.train.TrainingOptions;
import org.sparkrnn.train.check.PreFlight;

/**
 * Base class of all estimators of networks: the setters and defaults of Params, and training. A
 * subclass defines which targets it reads and which model it makes.
 *
 * @param <E> the estimator itself, which setters return
 * @param <M> its model
 */
public abstract class RnnEstimator<E extends RnnEstimator<E, M>, M extends RnnModel<M, ?>>
    extends SequenceEstimator<E, M> implements RnnSetters<E> {
  private static final long serialVersionUID = 1L;

  /** The name of the column that marks held-out rows if the user did not name one. */
  public static final String HELD_OUT = ValidationSplit.COLUMN;

  private static final Logger LOG = LoggerFactory.getLogger(RnnEstimator.class);

  private transient TrainingListener listener;
  private transient Settings chosen = new Settings(); // by withChosenSettings

  /**
   * @param uid null for a new one; Params belong to the uid that they were created under
   */
  RnnEstimator(String uid) {
    super(uid);
  }

  /** How training reads rows: input columns and, unless targets follow from them, target column. */
  abstract SequenceRows rows(StructType schema);

  /**
   * Adds head, readout and loss, as the Params say; the model's method of this name does the same.
   */
  abstract NetworkBuilder withOutput(NetworkBuilder network);

  /**
   * How the training runs.
   *
   * @throws InvalidInputException if Params contradict each other
   */
  TrainingOptions trainingOptions() {
    return DescribedTraining.options(this);
  }

  abstract M newModel(String uid, NetworkSpec spec, float[] weights, SequenceEncoder encoder);

  /** The columns that the model's transform adds to such rows. */
  abstract List<OutputColumn> outputColumns(StructType schema);

  /**
   * Trains on the cluster and returns when training is complete.
   *
   * @throws InvalidInputException if Params contradict each other, a column is missing or has the
   *     wrong type, a row is malformed, there is nothing to train on, the network does not fit into
   *     memory or initialModel into the network, training diverges, or checkpointDir belongs to
   *     another training or cannot be used
   * @throws java.util.concurrent.CancellationException if the thread was interrupted (its interrupt
   *     status is then set), if a Spark job of this fit was cancelled, or if the listener asked to
   *     stop; in the last case there is a checkpoint if checkpointDir is set
   */
  @Override
  public M fit(Dataset<?> dataset) {
    return JobScope.run(
        dataset.sparkSession(),
        getClass().getSimpleName() + " " + uid(),
        () -> {
          E chosen = withChosenSettings(dataset);
          Fitting<E, M> fitting = chosen.fitting(dataset);
          M model = fitting.estimator().train(fitting.rows());
          return fitting.finish(chosen, model).setParent(this);
        });
  }

  /**
   * A copy of this estimator on which all settings that follow from the training data are set, if
   * {@code automatic} is true: see {@link SettingsRules}. Settings that were set before keep their
   * values. {@link #fit} begins with this step. To see or change the chosen settings, call this
   * method and fit the estimator that it returns.
   *
   * @param dataset the same as for {@link #fit}; it is read once
   * @throws InvalidInputException as {@link #fit}
   */
  public E withChosenSettings(Dataset<?> dataset) {
    return NamedColumn.inSession(dataset, () -> chosenFor(dataset));
  }

  private E chosenFor(Dataset<?> dataset) {
    E copy = copy(ParamMap.empty());
    InitialSettings.take(copy, dataset);
    if (!getAutomatic()) {
      return copy;
    }
    E known = ((RnnEstimator<E, M>) copy).suiting(dataset.schema());
    RnnEstimator<E, M> estimator = known;
    estimator.requireSound(dataset);
    try {
      estimator.choose(SettingsRules.reconcile(estimator.rules(estimator.facts(dataset)), known));
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
    if (!estimator.chosen.isEmpty()) {
      LOG.info("chosen: {}", estimator.chosen);
    }
    return known.setAutomatic(false);
  }

  private Settings chosen() {
    return chosen == null ? new Settings() : chosen; // null after deserialization
  }

  /** Forgets that these were chosen from the data, because a search has set them. */
  final void searched(Collection<String> names) {
    chosen = new Settings().plus(chosen()).without(names.toArray(String[]::new));
  }

  /** Sets those that the user has not set, and remembers that they were chosen. */
  final void choose(Settings open) {
    Settings filled = open.fill(this);
    chosen = chosen().plus(filled);
  }

  /** Whether steps are tokens, without additional numbers. */
  boolean readsTokensAlone(StructType schema) {
    SequenceInput input = rowsOfFacts(schema).input();
    return input.tokens() && !input.dense();
  }

  /** A copy with the settings that follow from the types of the columns alone. */
  E suiting(StructType schema) {
    return copy(ParamMap.empty());
  }

  /** Finds mistakes in the user's settings before the data is read. */
  void requireSound(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    DataFacts least = DataFacts.least(rowsOfFacts(dataset.schema()).input(), validated());
    E smallest = copy(ParamMap.empty());
    SettingsRules.reconcile(rules(least), this).fill(smallest);
    smallest.requireTrainable(dataset);
  }

  /** The settings that suit such data; none if the task has no rules. */
  Settings rules(DataFacts facts) {
    return new Settings();
  }

  /** How rows are read to collect facts about the data. */
  SequenceRows rowsOfFacts(StructType schema) {
    return rows(schema);
  }

  /** The facts about the training rows. */
  DataFacts facts(Dataset<?> dataset) {
    Dataset<Row> training = trainingRows(dataset);
    List<String> names = rowsOfFacts(training.schema()).columns();
    Dataset<Row> selected = TrainingData.select(training, names, null);
    SequenceRows rows = rowsOfFacts(selected.schema());
    JavaRDD<Row> all = selected.toJavaRDD();
    if (dropsMalformed()) {
      all = MalformedRows.toTrainOn(all, rows).without(all);
    }
    SequenceRows.Counts counts = rows.count(all);
    // Settings follow from it only if series have classes. For many series it is not worth a
    // pass.
    boolean look =
        classCol() != null && !rows.input().tokens() && counts.rows() <= SettingsRules.MANY_ROWS;
    double roughness = look ? Roughness.of(rows.input(), all) : Double.NaN;
    return DataFacts.of(rows.input(), counts, roughness, validated());
  }

  /** Without the rows that are marked for validation. */
  final Dataset<Row> trainingRows(Dataset<?> dataset) {
    if (!isDefined(validationIndicatorCol())) {
      return dataset.toDF();
    }
    NamedColumn mark =
        NamedColumn.of(dataset.schema(), "validationIndicatorCol", getValidationIndicatorCol());
    return dataset.toDF().filter(not(coalesce(mark.column(), lit(false))));
  }

  /** Whether it is known which rows are for validation. */
  final boolean validated() {
    return splits() || isDefined(validationIndicatorCol());
  }

  /** What a fit trains: this estimator, on the rows as they are. */
  Fitting<E, M> fitting(Dataset<?> dataset) {
    return new Fitting<>(self(), dataset);
  }

  /** Trains this estimator itself on these rows. */
  final M train(Dataset<?> dataset) {
    long start = System.nanoTime();
    SequenceInput input = requireTrainable(dataset);
    input.notes().forEach(LOG::info);
    Configuration hadoop = dataset.sparkSession().sessionState().newHadoopConf();
    TrainingListener recording = DescribedTraining.recording(this, listener(), hadoop);
    Checkpoints checkpoints =
        Checkpoints.open(
            DescribedTraining.checkpoints(this),
            ResumableConfiguration.of(this, input),
            ResumableConfiguration.passedOver(this, input),
            getNumShards(),
            hadoop);
    try (TrainingData data =
        ResumableConfiguration.resuming(this, checkpoints).prepareHeldOut(dataset)) {
      tell(data);
      NetworkSpec spec = network(data);
      Trainer.Result result =
          new Trainer(
                  new Network(spec),
                  trainingOptions(),
                  data.training(),
                  data.validation(),
                  recording,
                  checkpoints)
              .startingFrom(data.initial())
              .fit();
      return trained(data, spec, result, checkpoints.resumedFrom(), start);
    } catch (Exception e) { // Scala throws undeclared exceptions
      throw InvalidInputException.orElse(e);
    }
  }

  private PreFlight preFlight(TrainingData data) {
    return new PreFlight(data.training().rdd().context(), trainingOptions());
  }

  /** Logs warnings about the data and the memory before the long training, not only after it. */
  final void tell(TrainingData data) {
    NetworkSpec spec = withOutput(DescribedNetwork.of(this, data.encoder())).build();
    preFlight(data).tell(spec, data.training(), data.validation());
    TrainingNotes.of(spec, data.encoder(), data.labels(), this)
        .forEach(note -> LOG.warn("{}", note));
  }

  /** Finds Params that contradict each other or the columns before the data is read. */
  final SequenceInput requireTrainable(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    SequenceInput input = rows(dataset.schema()).input();
    NetworkSpec least = withOutput(DescribedNetwork.least(this, least(dataset.schema()))).build();
    DescribedTraining.requireWarpable(this, least.hasOutputsOfSteps(), input.tokens());
    new PreFlight(dataset.sparkSession().sparkContext(), trainingOptions()).requireLeast(least);
    HeldWeights.requireKnown(new Network(least).layout(), frozenBlockNames());
    return input;
  }

  /** The encoder for the smallest data that such rows can hold. */
  SequenceEncoder least(StructType schema) {
    return rows(schema).least();
  }

  /**
   * The network that is trained on data that was read with Params like these.
   *
   * @throws InvalidInputException if it does not fit into memory, Params contradict each other, or
   *     initialModel does not fit it
   */
  final NetworkSpec network(TrainingData data) {
    NetworkSpec spec = withOutput(DescribedNetwork.of(this, data.encoder())).build();
    if (data.start() != null) {
      boolean tokensAlone = spec.tokenInput() && spec.features() == 0;
      data.start().requireFits(data.initial(), new Network(spec).layout(), this, () -> tokensAlone);
    }
    preFlight(data).require(spec, data.training(), data.validation());
    return spec;
  }

  /**
   * The model that results from a training of {@link #network}.
   *
   * @param resumedFrom a checkpoint, or null
   * @param start the {@link System#nanoTime} when the work began
   */
  final M trained(
      TrainingData data, NetworkSpec spec, Trainer.Result result, String resumedFrom, long start) {
    RnnTrainingSummary summary =
        new RnnTrainingSummary(
            result.epochs(),
            result.bestEpoch(),
            data.training().sequences(),
            data.training().longest(),
            data.training().unknownTokens(),
            data.droppedRows(),
            result.weights().length,
            (System.nanoTime() - start) / 1e9,
            resumedFrom,
            TrainingNotes.of(spec, data.encoder(), data.labels(), this),
            chosen().values());
    M model = newModel(data, spec, result.weights());
    copyValues(model, ParamMap.empty());
    model.set(model.numShards(), (Object) data.training().numShards());
    return model.setSummary(summary);
  }

  /** The model of the trained weights. With pretrained vectors it knows additional words. */
  private M newModel(TrainingData data, NetworkSpec spec, float[] weights) {
    PretrainedVectors vectors = data.vectors();
    if (vectors == null) {
      return newModel(uid(), spec, weights, data.encoder());
    }
    SequenceEncoder all = vectors.encoder(data.encoder());
    return newModel(
        uid(),
        withOutput(DescribedNetwork.of(this, all)).build(),
        vectors.weights(new Network(spec).layout(), weights),
        all);
  }

  /** Reads the dataset into shards, after marking the rows that validationFraction holds out. */
  final TrainingData prepareHeldOut(Dataset<?> dataset) {
    return splits()
        ? marking().prepare(withHeldOut(dataset, ValidationSplit.COLUMN))
        : prepare(dataset);
  }

  /** Whether this estimator itself chooses rows for validation. */
  final boolean splits() {
    return getValidationFraction() > 0 && !isDefined(validationIndicatorCol());
  }

  /** The held-out rows, on which a model that was trained on the others is measured. */
  Dataset<Row> measuredRows(Dataset<?> dataset) {
    String column = splits() ? HELD_OUT : getValidationIndicatorCol();
    Dataset<Row> rows = splits() ? withHeldOut(dataset, column) : dataset.toDF();
    return rows.filter(NamedColumn.of(rows.schema(), "validationIndicatorCol", column).column());
  }

  /** A copy of this estimator that reads the marks of {@link ValidationSplit#COLUMN}. */
  final E marking() {
    return copy(ParamMap.empty()).setValidationIndicatorCol(ValidationSplit.COLUMN);
  }

  /**
   * The rows with an added boolean column that marks the rows that {@code validationFraction} holds
   * out of training. A fit marks its rows in the same way if {@code validationIndicatorCol} is not
   * set. Rows are chosen by the content of their inputs, so partitions do not matter, and each
   * class has its share of them; if rows follow each other, as the steps of a series do, the last
   * ones are chosen.
   *
   * @param column the name of the column to add
   */
  public Dataset<Row> withHeldOut(Dataset<?> dataset, String column) {
    return ValidationSplit.byContent(dataset, this, classCol(), column);
  }

  /** Whether a sequence has a target per step; otherwise it has one. */
  boolean eachStep() {
    return true;
  }

  /** Whether rows follow each other, so that only the last of them can be held out. */
  boolean follow(StructType schema) {
    return false;
  }

  /** The column by which folds are stratified; null if there is none. */
  String classCol() {
    return null;
  }

  /** Reads the dataset into shards; for a task whose targets are a column. */
  TrainingData prepare(Dataset<?> dataset) {
    return TrainingData.prepare(dataset, this, this::rows);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    rows(schema);
    requireIndicator(schema);
    return OutputColumn.addTo(schema, outputColumns(schema));
  }

  @Override
  public E copy(ParamMap extra) {
    E copy = this.<E>defaultCopy(extra).setListener(listener());
    ((RnnEstimator<E, M>) copy).chosen = chosen;
    return copy;
  }

  /**
   * Sets the listener that is called after each step and epoch of later fits; for example a
   * progress bar.
   */
  public E setListener(TrainingListener value) {
    listener = value;
    return self();
  }

  TrainingListener listener() {
    return listener == null ? TrainingListener.NONE : listener;
  }

  final void requireIndicator(StructType schema) {
    if (isDefined(validationIndicatorCol())) {
      NamedColumn indicator =
          NamedColumn.of(schema, "validationIndicatorCol", getValidationIndicatorCol());
      if (!indicator.type().equals(DataTypes.BooleanType)) {
        throw indicator.wrongType("boolean");
      }
    }
  }
}
