package org.sparkrnn;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.SeriesForm;
import org.sparkrnn.data.SeriesSteps;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.data.WindowScale;
import org.sparkrnn.data.audio.AudioSpec;
import org.sparkrnn.ml.param.kind.DeclaredParams;
import org.sparkrnn.ml.param.kind.ParamOwner;
import org.sparkrnn.nn.Distribution;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.nn.ModuleKinds;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.StepTime;
import org.sparkrnn.train.TrainingListener;
import org.sparkrnn.train.cost.StepCost;
import org.sparkrnn.train.cost.StepForecast;

/**
 * Imports have one direction: job, ml, train, then nn and similar packages, then math. These are
 * ordinary tests, because Surefire did not report violations of ArchUnit's own annotations.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES = classes();
  private static final String[] CLUSTER = {
    "org.apache.spark..", "org.apache.hadoop..", "scala..", "com.esotericsoftware.."
  };

  /** The packages for users, according to their documentation. */
  private static final String[] PACKAGES_FOR_USERS = {
    "org.sparkrnn.ml",
    "org.sparkrnn.ml.param",
    "org.sparkrnn.ml.param.generated",
    "org.sparkrnn.predict",
    "org.sparkrnn.baseline"
  };

  /** The classes on which users may depend, according to the packages' documentation. */
  private static final DescribedPredicate<JavaClass> FOR_USERS =
      resideInAnyPackage(PACKAGES_FOR_USERS)
          .and(modifier(JavaModifier.PUBLIC))
          .or(belongToAnyOf(ParamOwner.class, DeclaredParams.class))
          .or(belongToAnyOf(AudioSpec.class))
          .or(belongToAnyOf(NetworkSpec.class, GradientFlow.class, Evaluation.class))
          .or(belongToAnyOf(TrainingListener.class, EpochSummary.class, StepTime.class))
          .or(belongToAnyOf(StepForecast.class, StepCost.class))
          .or(belongToAnyOf(Readout.class, ReadMode.class, InvalidInputException.class))
          .or(belongToAnyOf(SequenceEncoder.class, EncodedSequence.class, Vocabulary.class))
          .or(
              belongToAnyOf(
                  SeriesForm.class, SeriesSteps.class, WindowScale.class, Distribution.class))
          .or(resideOutsideOfPackage("org.sparkrnn.."));

  /** Imports our classes without those of Spark and Hadoop, whose names are enough. */
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
        .layer("defaults") // of Params; only constants
        .definedBy("org.sparkrnn")
        .ensureAllClassesAreContainedInArchitecture()
        .whereLayer("job")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("ml")
        .mayOnlyAccessLayers("train", "io", "predict", "baseline", "nn", "optim", "data")
        .whereLayer("train")
        .mayOnlyAccessLayers("io", "nn", "optim", "data")
        .whereLayer("predict") // beam search uses an n-gram model
        .mayOnlyAccessLayers("baseline", "nn", "data")
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
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CLUSTER)
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
        .resideInAnyPackage(CLUSTER)
        .check(CLASSES);
  }

  /** Code that walks the modules of a network calls them instead of switching over their kinds. */
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

  /** Jobs use Spark ML like users, not the classes behind it. */
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
            "org.sparkrnn.ml.network..",
            "org.sparkrnn.predict.file..",
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

  /** Columns and counts do not depend on estimators. */
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

  /** Otherwise users would import internal classes, or could not name the types of results. */
  @Test
  void publicSignaturesNameWhatUsersMayDependOn() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAnyPackage(PACKAGES_FOR_USERS)
        .and()
        .arePublic()
        .should(nameInSignatures(FOR_USERS))
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> nameInSignatures(DescribedPredicate<JavaClass> allowed) {
    return new ArchCondition<>("name only what users may depend on") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Map<String, Set<JavaClass>> named = new TreeMap<>();
        Set<JavaClass> supertypes = named.computeIfAbsent("supertypes", key -> new HashSet<>());
        type.getSuperclass().ifPresent(of -> supertypes.addAll(of.getAllInvolvedRawTypes()));
        type.getInterfaces().forEach(of -> supertypes.addAll(of.getAllInvolvedRawTypes()));
        Set<JavaCodeUnit> units = new HashSet<>(type.getConstructors());
        units.addAll(type.getAllMethods()); // including inherited methods, which users can call
        for (JavaCodeUnit unit : units) {
          if (isOpen(unit) && unit.getOwner().getPackageName().startsWith("org.sparkrnn")) {
            Set<JavaClass> types =
                named.computeIfAbsent(unit.getFullName(), key -> new HashSet<>());
            types.addAll(unit.getReturnType().getAllInvolvedRawTypes());
            unit.getParameterTypes().forEach(of -> types.addAll(of.getAllInvolvedRawTypes()));
            types.addAll(unit.getExceptionTypes());
          }
        }
        for (JavaField field : type.getFields()) {
          if (isOpen(field)) {
            named.put(field.getFullName(), field.getType().getAllInvolvedRawTypes());
          }
        }
        named.forEach(
            (where, types) ->
                types.stream()
                    .map(JavaClass::getBaseComponentType)
                    .filter(allowed.negate())
                    .forEach(
                        found ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    type,
                                    "%s of %s names %s"
                                        .formatted(where, type.getName(), found.getName())))));
      }
    };
  }

  private static boolean isOpen(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }

  /** Params are below columns, which are below counts and files; estimators are above them all. */
  @Test
  void thePackagesOfMlAreInNoCycle() {
    SlicesRuleDefinition.slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith("org.sparkrnn.ml")
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "packages of ml";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
