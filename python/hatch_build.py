"""The wheel holds a program, so it is for one platform and for any Python."""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Platform(BuildHookInterface):
    """Names the platform; auditwheel then says for which Linux it is."""

    def initialize(self, version, build_data):
        build_data["pure_python"] = False
        build_data["tag"] = "py3-none-linux_x86_64"
