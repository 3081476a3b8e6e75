package io.jenkins.plugins.codecraft.acceptance;

/**
 * The policy that Jenkins recommends, enforced on every page: no script, handler or {@code eval} in a page itself. What a
 * page does against it, the browser refuses and complains of.
 */
final class ContentSecurityPolicy {
    private static final String POLICY =
            "base-uri 'none'; default-src 'self'; form-action 'self'; frame-ancestors 'self';"
                    + " img-src 'self' data:; script-src 'report-sample' 'self'; style-src 'report-sample' 'self' 'unsafe-inline'";

    private ContentSecurityPolicy() {}

    /** A script that has Jenkins send it, until it is restarted. */
    static String asScript() {
        return """
                import hudson.util.PluginServletFilter
                import jakarta.servlet.Filter

                PluginServletFilter.addFilter([
                    init: { config -> },
                    destroy: { -> },
                    doFilter: { request, response, chain ->
                        response.setHeader('Content-Security-Policy', "%s")
                        chain.doFilter(request, response)
                    }] as Filter)
                """.formatted(POLICY);
    }
}
