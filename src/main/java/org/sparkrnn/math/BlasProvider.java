package org.sparkrnn.math;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses netlib's implementation once per JVM: OpenBLAS, which our jar contains, through netlib's
 * JNI, or netlib's Java implementation if OpenBLAS cannot be loaded.
 *
 * <p>OpenBLAS is limited to one thread: every core already has a thread, and more would compete for
 * the same cores.
 */
final class BlasProvider {
  /** {@code native} fails if OpenBLAS cannot be loaded; {@code java} never tries it. */
  static final String PROPERTY = "org.sparkrnn.blas";

  private static final String NETLIB_LIBRARY = "dev.ludovic.netlib.blas.nativeLibPath";
  private static final String OPENBLAS = "openblas_nolapack@.0";
  private static final Logger LOG = LoggerFactory.getLogger(BlasProvider.class);

  private BlasProvider() {}

  static BLAS choose() {
    String wanted = System.getProperty(PROPERTY, "auto");
    if (wanted.equals("java")) {
      LOG.info("Matrix products: {} ({}=java)", JavaBLAS.getInstance().getClass(), PROPERTY);
      return JavaBLAS.getInstance();
    }
    try {
      BLAS openBlas = loadOpenBlas();
      LOG.info(
          "Matrix products: OpenBLAS through netlib, one thread per task{}",
          forced(System.getenv()));
      return openBlas;
    } catch (Exception | LinkageError e) {
      if (wanted.equals("native")) {
        throw new IllegalStateException(
            PROPERTY + "=native, but OpenBLAS could not be loaded: " + e, e);
      }
      BLAS java = JavaBLAS.getInstance();
      LOG.warn(
          "OpenBLAS could not be loaded ({}); matrix products use {}, which is slower",
          e.toString(),
          java.getClass().getSimpleName());
      return java;
    }
  }

  /**
   * Describes the processor type that the environment forces on OpenBLAS, and its cost; empty for
   * none.
   */
  static String forced(Map<String, String> environment) {
    String core = environment.get("OPENBLAS_CORETYPE");
    return core == null || core.isBlank()
        ? ""
        : "; it uses the kernels for %s, because OPENBLAS_CORETYPE is set; kernels for another processor can be half as fast as those for this one"
            .formatted(core);
  }

  private static BLAS loadOpenBlas() {
    Loader.load(openblas_nolapack.class);
    String library = Loader.getLoadedLibraries().get(OPENBLAS);
    if (library == null) {
      throw new IllegalStateException("javacpp did not load " + OPENBLAS);
    }
    // If the property is set, it is kept: an installation may have a BLAS of its own, such as MKL.
    if (System.getProperty(NETLIB_LIBRARY) == null) {
      System.setProperty(NETLIB_LIBRARY, library);
    }
    openblas_nolapack.blas_set_num_threads(1);
    return NativeBLAS.getInstance();
  }
}
