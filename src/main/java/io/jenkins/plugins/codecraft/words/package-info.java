/** The texts that people read. */
package io.jenkins.plugins.codecraft.words;
