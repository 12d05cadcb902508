/** Chooses the settings that the user left open. Not for users. */
package org.sparkrnn.ml.settings;
