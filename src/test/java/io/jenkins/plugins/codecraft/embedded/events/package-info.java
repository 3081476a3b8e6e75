/** EventBridge of the embedded AWS. */
package io.jenkins.plugins.codecraft.embedded.events;
