/** Parts of Chinese and Japanese headers: what names a kind of column, and what says which of the kind. */

/** What a column is by the part of its header that says so. */
export type HeaderKind =
  | 'person'
  | 'unit'
  | 'firm'
  | 'day'
  | 'state'
  | 'situation'
  | 'share'
  | 'task'
  | 'detail'
  | 'id'
  | 'note'
  | 'number'
  | 'priority'
  | 'category'
  | 'container'
  | 'contact'
  | 'reason'
  | 'risk'
  | 'output'
  | 'standard'
  | 'predecessor'
  | 'measure'
  | 'support';

/** Which person, which day: 提出人 asks, 计划完成 is the planned end. */
export type Qualifier =
  | 'lead'
  | 'ask'
  | 'create'
  | 'write'
  | 'approve'
  | 'over'
  | 'check'
  | 'help'
  | 'consult'
  | 'tell'
  | 'start'
  | 'end'
  | 'done'
  | 'closed'
  | 'published'
  | 'limit'
  | 'plan'
  | 'actual'
  | 'update'
  | 'revised'
  | 'delay'
  | 'next';

export interface Root {
  readonly kind: HeaderKind;
  readonly strength: number;
}

const kinds = (lists: readonly (readonly [HeaderKind, number, string])[]): ReadonlyMap<string, Root> =>
  new Map(
    lists.flatMap(([kind, strength, words]) => words.split(' ').map((word) => [word, { kind, strength }] as const)),
  );

export const KINDS_ZH = kinds([
  [
    'person',
    0.9,
    '负责人 责任人 责任者 执行人 执行者 处理人 处理者 跟进人 承办人 经办人 主办人 主责人 牵头人 担当 担当者 对应者 对接人 接口人 落实人 实施人 实施者 指派给 分配给 分配到 受理人 认领人 经手人 完成人 负责 主责 责任 资源名称 主办 承办 经办 业务员 跟单员 采购员 施工员 维修员 网格员 落实人员 整改人 谁干 谁做 谁办 谁管 谁跟 谁负责 谁来做 整改责任人 包保人',
  ],
  [
    'person',
    0.6,
    '人员 成员 组员 姓名 名字 人 者 工程师 专员 开发 跟进 执行 牵头 分工 维修工 师傅 老师 教师 护士 律师 编辑 客服 技术员 资料员 安全员 检查员 审核员 内审员 巡查员 督导员 检验员 销售员 营业员 质检员 班主任 主管护士 责任护士 责任编辑 设计师 医生 导购 店员 管家 班长 组长 司机',
  ],
  ['person', 0.45, '领导 经理 主管'],
  ['unit', 0.85, '部门 单位 科室 处室 班组 团队 小组 组别 组织 部署 责任方 承办方 需求方 申请方 提出方 车间 事业部'],
  ['day', 0.9, '日期 时间 期限 时限 期日 日程 截止 截至 到期 限期 交期 日'],
  ['day', 0.6, '节点 期 月份 时点 予定'],
  [
    'state',
    0.9,
    '状态 状况 进展状态 是否完成 完成否 是否已完成 完成与否 是否关闭 是否解决 是否落实 办理状态 ステータス 销号',
  ],
  [
    'state',
    0.6,
    '当前环节 目前环节 当前阶段 目前阶段 所处阶段 办理阶段 进展阶段 跟进阶段 销售阶段 办理环节 跟进状况 客户阶段',
  ],
  ['situation', 0.75, '情况 进展 结果 动态 落实'],
  ['share', 0.85, '进度 完成率 完成度 百分比 % 进捗 进捗率 完成比例 达成率'],
  [
    'task',
    0.9,
    '任务 事项 事务 待办 行动项 行动 工作项 工作任务 工作内容 作业 活动 问题 需求 缺陷 工序 步骤 功能 功能点 议题 课题 タスク 项目任务 用例 整改项 隐患 待办事项 任务项 业务 案由 手续 诉求 投诉 故障 异常 要办 要做 要办的 要做的 要办的事 要做的事 不符合项 不合格项 不符合 不合格 不良 决议 决议事项 督办 督办内容 交办 交办内容 整改内容 整改事项 维修内容 施工内容 检修内容 保养内容 培训内容 采购内容 服务内容 议定 存在问题 反馈问题 违章 短板 差距',
  ],
  [
    'task',
    0.6,
    '内容 名称 主题 标题 工作 描述 项目 计划 事件 目标 里程碑 环节 流程 要求 项目名 检查项 要点 清单 动作 重点 现象 事实 手续名称 品名 款式 课题名 展品 节目',
  ],
  ['detail', 0.6, '详情 详述 明细 细节 详细描述 详细 重现步骤 复现步骤'],
  ['id', 0.9, '序号 编号 编码 代码 单号 工号 号码 番号 项次 序 号 行号 索引'],
  [
    'note',
    0.9,
    '备注 说明 注释 附注 意见 评论 评价 建议 记录 批注 总结 点评 反馈 注意事项 沟通 沟通内容 沟通记录 备考 描述信息',
  ],
  [
    'number',
    0.9,
    '数量 金额 费用 费 预算 成本 工时 工作量 人天 人数 小时 时长 用时 耗时 天数 工期 周期 比重 权重 得分 分数 分值 单价 总价 价格 占比 次数 频率 频次 规模 台数 合计 小计 工数 人月 剩余 年龄 余额 预估 评分 价值 评估',
  ],
  [
    'priority',
    0.9,
    '优先级 优先度 优先 紧急程度 紧急度 重要性 重要程度 重要度 等级 级别 严重程度 严重性 严重度 难度 概率 影响程度 难易',
  ],
  [
    'category',
    0.85,
    '类别 类型 分类 种类 阶段 版本 分组 标签 大类 小类 专业 区域 地区 领域 系统 平台 渠道 来源 性质 类 层级 维度 模式 地点 位置 方式 周次 星期 角色 岗位 职务 职位 迭代 部位 楼栋 楼层 房间 点位 场所 条款 批号 产品线 业务线 条线 栋号 楼号 工段 班次 款号 科目 学科 年级 班级',
  ],
  [
    'container',
    0.85,
    '模块 子模块 功能模块 板块 客户名称 产品名称 设备名称 物料名称 供应商名称 合作单位 供应商 厂家 客户单位 公司名称 企业名称 单位名称 车辆 车牌',
  ],
  ['contact', 0.9, '电话 手机 邮箱 邮件 微信 联系方式 地址 链接 网址 附件 图片 截图 照片 签名 签字 密码 账号'],
  ['reason', 0.9, '原因 缘由 理由 根因'],
  ['risk', 0.85, '风险 风险点 障碍 难点 困难 卡点'],
  [
    'output',
    0.85,
    '成果 产出 交付物 交付件 输出 输出物 产出物 成果物 交付成果 可交付成果 文档 资料 证据 佐证 佐证材料 支撑材料',
  ],
  ['standard', 0.85, '标准 完成标准 验收标准 完成条件 指标 考核指标'],
  ['predecessor', 0.9, '前置 前置任务 依赖 紧前 前序 依赖项 前置条件'],
  ['measure', 0.85, '措施 对策 方案 办法 方法 应对 解决 改进 整改 策略 思路 下一步 后续计划 下步计划 下步'],
  [
    'support',
    0.85,
    '所需支持 需要的支持 所需资源 资源需求 资源 需协调事项 需协调问题 需要协调的事项 需协调解决的问题 需协调解决问题 需协调解决事项 需要协调解决的问题 提请协调事项',
  ],
]);

export const QUALIFIERS_ZH: ReadonlyMap<string, Qualifier> = new Map(
  (
    [
      [
        'lead',
        '负责 责任 主责 牵头 执行 处理 跟进 承办 经办 主办 担当 指派 分配 落实 实施 整改 维修 检修 跟单 包保 包案',
      ],
      [
        'ask',
        '提出 提交 发起 申请 需求方 反馈 报告人 提报 上报 报障 报修 请求 客户 甲方 委托 起票 需求人 需求部门 提需 投诉 信访 交办 批示 报案',
      ],
      [
        'create',
        '创建 登记 发现 录入 新建 发生 记录人 记录日 记录时 建立 接收 收到 受理日 受理时 下达 派发 下发 分配日 分配时 提出 下单 接单 签订 来文 收文 会议 立案 开单 进场 入院 入住 报名 申报日 申报时 交办日 交办时 排查 巡检日 巡检时',
      ],
      ['write', '填写 填报 填表 编制 编写 制表 制单 汇报 作成'],
      ['approve', '批准 审批 核准 审定 签发 问责 当责 承认'],
      ['over', '领导 分管'],
      [
        'check',
        '审核 内审 检查 巡查 督导 督查 排查 复查 验收人 检验 监督 督办 复核 验证 确认 测试人 校对 监理 评审 核对 考核 见证',
      ],
      ['help', '协助 配合 协办 支持 参与 协同 协作 辅助 参加 会办'],
      ['consult', '咨询 顾问'],
      ['tell', '知会 抄送 通知 告知 周知'],
      ['start', '开始 启动 起始 开工 着手 起止 开展 起'],
      ['end', '结束 交付 终了 终止 收尾 起止 交货 止 取得 答复 到货'],
      ['done', '完成 完工 完了 竣工 关闭 解决 达成 结案 办结 上线 提测'],
      ['published', '发布 发版'],
      ['closed', '关闭 解决 修复 结案 销号'],
      [
        'limit',
        '截止 截至 到期 期限 时限 限期 最晚 最迟 期日 交期 时间节点 节点时间 交货期 货期 纳期 限办 船期 到货期 有效期 失效 deadline ddl',
      ],
      ['plan', '计划 预计 预定 要求 目标 拟 应 规划 予定 约定 承诺 安排 预期 预估 排期'],
      ['actual', '实际 实绩 真实 已完成 上次'],
      ['update', '更新 最近 最后 修改 变更时 变更日'],
      ['revised', '调整后 变更后 延期至 改期 新日期 修订 顺延 调整日 调整时'],
      ['delay', '延期 延误 滞后 逾期 超期'],
      ['next', '下周 下一步 下步 下月 明日 明天 后续 下次'],
    ] as const
  ).flatMap(([qualifier, words]) => words.split(' ').map((word) => [word, qualifier] as const)),
);

const PAIRS =
  '負负責责狀状態态況况進进開开結结備备註注時时間间單单門门項项編编號号優优級级務务實实際际計计劃划畫划問问題题執执員员協协審审類类說说認认確确錄录動动書书標标準准產产風风險险據据話话郵邮終终達达預预檢检測测試试築筑繼继續续組组團团隊队應应該该對对處处種种區区領领電电聯联絡络圖图鏈链層层節节點点幹干稱称辦办總总結结歸归現现発发対对実实業业処处戻返歩步図图';
/** Traditional and Japanese forms of what headers are made of → simplified. */
export const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, i) => [PAIRS.charAt(2 * i), PAIRS.charAt(2 * i + 1)] as const),
);
