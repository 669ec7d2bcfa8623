"""Feishu's AppLink: outside Feishu its page tells to download or to open the app."""

from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, missing
from linktester.serve.pages import page


def applink(visit: Visit) -> Answer:
    """Answer an AppLink outside Feishu. By what address its page opens the app is not on record."""
    if not visit.asked.path.startswith("/client/"):
        return missing()
    return page("notice", title="飞书", words="请下载飞书，或者在已安装的飞书里打开这个链接。")


HOSTS: dict[str, Handler] = {"applink.feishu.cn": applink, "applink.larksuite.com": applink}
