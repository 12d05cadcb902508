/** The mains behind the launchers in jobs/. Not for users' programs. */
package org.sparkrnn.job;
