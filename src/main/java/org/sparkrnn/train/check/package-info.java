/**
 * What is checked before a training, and what is made of steps that are not finite. Not for users.
 */
package org.sparkrnn.train.check;
