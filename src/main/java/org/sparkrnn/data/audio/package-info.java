/**
 * Sound to frames of numbers, in plain Java: WAV files, resampling, mel bands, cepstra.
 *
 * <p>Users meet {@code AudioSpec} where {@code AudioFeatures} gives it; the rest is not for users.
 */
package org.sparkrnn.data.audio;
