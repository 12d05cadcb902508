/** Matrix products and vector kernels on plain float arrays. No Spark. */
package org.sparkrnn.math;
