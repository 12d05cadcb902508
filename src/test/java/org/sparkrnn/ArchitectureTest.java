package org.sparkrnn;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import org.sparkrnn.baseline.MostFrequentTag;
import org.sparkrnn.nn.ModuleKinds;
import org.sparkrnn.nn.NetworkBuilder;

/**
 * Imports run one way: job, ml, train, nn and its like, math. Ordinary tests rather than ArchUnit's
 * own annotations, whose violations Surefire did not report.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES = classes();

  /** Without looking into the classes of Spark and Hadoop: their names are enough. */
  private static JavaClasses classes() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests())
        .importPackages("org.sparkrnn");
  }

  @Test
  void importsRunOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.sparkrnn..")
        .layer("job")
        .definedBy("org.sparkrnn.job..")
        .layer("ml")
        .definedBy("org.sparkrnn.ml..")
        .layer("train")
        .definedBy("org.sparkrnn.train..")
        .layer("predict")
        .definedBy("org.sparkrnn.predict..")
        .layer("baseline")
        .definedBy("org.sparkrnn.baseline..")
        .layer("io")
        .definedBy("org.sparkrnn.io..")
        .layer("nn")
        .definedBy("org.sparkrnn.nn..")
        .layer("optim")
        .definedBy("org.sparkrnn.optim..")
        .layer("data")
        .definedBy("org.sparkrnn.data..")
        .layer("math")
        .definedBy("org.sparkrnn.math..")
        .layer("defaults") // of Params; constants alone
        .definedBy("org.sparkrnn")
        .ensureAllClassesAreContainedInArchitecture()
        .whereLayer("job")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("ml")
        .mayOnlyAccessLayers("train", "io", "predict", "baseline", "nn", "optim", "data")
        .whereLayer("train")
        .mayOnlyAccessLayers("io", "nn", "optim", "data")
        .whereLayer("predict")
        .mayOnlyAccessLayers("nn", "io", "data")
        .whereLayer("baseline")
        .mayOnlyAccessLayers("data")
        .whereLayer("io")
        .mayOnlyAccessLayers("data")
        .whereLayer("nn")
        .mayOnlyAccessLayers("data", "math")
        .whereLayer("optim")
        .mayNotAccessAnyLayer()
        .whereLayer("data")
        .mayNotAccessAnyLayer()
        .whereLayer("math")
        .mayNotAccessAnyLayer()
        .check(CLASSES);
  }

  @Test
  void baselinesKnowNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage("org.sparkrnn.baseline..")
        .and()
        .doNotBelongToAnyOf(MostFrequentTag.class) // counts for itself
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..")
        .check(CLASSES);
  }

  @Test
  void theNumericCoreAndThePredictorKnowNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.sparkrnn.math..",
            "org.sparkrnn.nn..",
            "org.sparkrnn.optim..",
            "org.sparkrnn.data..",
            "org.sparkrnn.predict..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..")
        .check(CLASSES);
  }

  /** Whoever walks the modules of a network asks them, and has no switch over their kinds. */
  @Test
  void onlyTheRegistryAndTheBuilderKnowKindsOfModules() {
    noClasses()
        .that()
        .resideInAnyPackage("org.sparkrnn.nn", "org.sparkrnn.train..", "org.sparkrnn.predict..")
        .and()
        .doNotBelongToAnyOf(ModuleKinds.class, NetworkBuilder.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.sparkrnn.nn.input..", "org.sparkrnn.nn.sequence..", "org.sparkrnn.nn.output..")
        .check(CLASSES);
  }

  /** Of the files' formats it reads one, which knows no Spark either. */
  @Test
  void thePredictorReadsSafetensorsAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.sparkrnn.predict..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.sparkrnn.io..")
                .and(not(simpleNameStartingWith("Safetensors")))
                .and(not(simpleNameStartingWith("Writer")))
                .and(not(simpleNameStartingWith("Tensor"))))
        .check(CLASSES);
  }

  /** The jobs are users of Spark ML: what lies behind it is not theirs. */
  @Test
  void usersNeedNothingBehindMl() {
    noClasses()
        .that()
        .resideInAPackage("org.sparkrnn.job..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.sparkrnn.ml.column..",
            "org.sparkrnn.ml.save..",
            "org.sparkrnn.ml.evaluation..",
            "org.sparkrnn.ml.param.generated..",
            "org.sparkrnn.nn.input..",
            "org.sparkrnn.nn.sequence..",
            "org.sparkrnn.nn.output..",
            "org.sparkrnn.baseline..",
            "org.sparkrnn.optim..",
            "org.sparkrnn.math..",
            "org.sparkrnn.train.step..",
            "org.sparkrnn.train.shard..",
            "org.sparkrnn.train.checkpoint..",
            "org.sparkrnn.train.check..")
        .check(CLASSES);
  }

  /** Columns and counts know no estimator. */
  @Test
  void columnsAndCountsKnowNoEstimators() {
    noClasses()
        .that()
        .resideInAnyPackage("org.sparkrnn.ml.column..", "org.sparkrnn.ml.evaluation..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.sparkrnn.ml")
        .check(CLASSES);
  }
}
