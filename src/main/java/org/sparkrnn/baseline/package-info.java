/**
 * Baselines that a network has to beat; most of them count. Users get them from the models of
 * {@code ml} and may use them, but do not create them.
 */
package org.sparkrnn.baseline;
