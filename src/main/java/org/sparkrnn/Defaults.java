package org.sparkrnn;

/**
 * What Params are that nobody sets, for code that does without Spark ML.
 *
 * <p>Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.
 */
public final class Defaults {
  /** EarlyStoppingPatience. */
  public static final int EARLY_STOPPING_PATIENCE = 0;

  /** WordDropout. */
  public static final double WORD_DROPOUT = 0.05;

  /** BatchSize. */
  public static final int BATCH_SIZE = 32;

  /** AccumulationSteps. */
  public static final int ACCUMULATION_STEPS = 1;

  /** MaxEpochs. */
  public static final int MAX_EPOCHS = 10;

  /** AggregationDepth. */
  public static final int AGGREGATION_DEPTH = 2;

  /** Seed. */
  public static final long SEED = 1L;

  /** LearningRate. */
  public static final double LEARNING_RATE = 0.002;

  /** Momentum. */
  public static final double MOMENTUM = 0.9;

  /** Beta1. */
  public static final double BETA1 = 0.9;

  /** Beta2. */
  public static final double BETA2 = 0.999;

  /** Rho. */
  public static final double RHO = 0.99;

  /** WarmupSteps. */
  public static final int WARMUP_STEPS = 0;

  /** DecayFactor. */
  public static final double DECAY_FACTOR = 0.5;

  /** DecayEpochs. */
  public static final int DECAY_EPOCHS = 2;

  /** MinLearningRate. */
  public static final double MIN_LEARNING_RATE = 0.0;

  /** AverageDecay. */
  public static final double AVERAGE_DECAY = 0.0;

  /** GradientClipValue. */
  public static final double GRADIENT_CLIP_VALUE = 0.0;

  /** GradientClipNorm. */
  public static final double GRADIENT_CLIP_NORM = 5.0;

  /** CheckpointInterval. */
  public static final int CHECKPOINT_INTERVAL = 0;

  /** CheckpointMinutes. */
  public static final double CHECKPOINT_MINUTES = 10.0;

  /** KeepCheckpoints. */
  public static final int KEEP_CHECKPOINTS = 3;

  private Defaults() {}
}
